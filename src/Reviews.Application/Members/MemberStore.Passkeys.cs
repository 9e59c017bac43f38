using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members.Passkeys;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members;

/// <summary>The passkeys of an account. Like the other fields they are kept with the next update.</summary>
internal sealed partial class MemberStore : IUserPasskeyStore<Member>
{
    public Task AddOrUpdatePasskeyAsync(Member user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        var place = user.Passkeys.ToList().FindIndex(own => Is(own, passkey.CredentialId));
        if (place < 0 && user.Passkeys.Count == MemberPasskey.MaxCount)
            throw new InvalidOperationException("The account has as many passkeys as it may have.");
        var kept = PasskeyRecords.ToKeep(passkey);
        return Set(
            () => user.Passkeys = place < 0 ? [.. user.Passkeys, kept] : [.. user.Passkeys.Select((own, i) => i == place ? kept : own)]);
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(PasskeyRecords.ToIdentity)]);

    /// <summary>Nobody: Identity asks it only to refuse an id that another account has. A passkey says whose it is when it signs in and is
    /// looked for in that account alone, so two accounts with the same id can't be taken for each other.</summary>
    public Task<Member?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult<Member?>(null);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Member user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(user.Passkeys.FirstOrDefault(own => Is(own, credentialId)) is { } found ? PasskeyRecords.ToIdentity(found) : null);

    public Task RemovePasskeyAsync(Member user, byte[] credentialId, CancellationToken cancellationToken) =>
        Set(() => user.Passkeys = [.. user.Passkeys.Where(own => !Is(own, credentialId))]);

    private static bool Is(MemberPasskey own, byte[] credentialId) => own.CredentialId.AsSpan().SequenceEqual(credentialId);
}
