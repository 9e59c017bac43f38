using Microsoft.AspNetCore.Identity;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Passkeys;

/// <summary>Passkeys between Identity's form and the one that is kept, and which of them are taken.</summary>
internal static class PasskeyRecords
{
    /// <summary>Most characters of a passkey's name: 40.</summary>
    public const int MaxNameLength = 40;

    /// <summary>The name of a passkey that was not given one.</summary>
    public const string GivenName = "Passkey";

    /// <summary>Transports that are kept of one: WebAuthn knows six.</summary>
    private const int MaxTransports = 8;

    private const int MaxTransportLength = 32;

    /// <summary>The name without blanks at its ends; null when there is none, or it is too long or has control characters.</summary>
    public static string? TidyName(string? name) =>
        name?.Trim() is { Length: > 0 and <= MaxNameLength } tidy && !tidy.Any(char.IsControl) ? tidy : null;

    /// <summary>Whether an account takes it: an authenticator may make its id and key as long as it likes.</summary>
    public static bool IsTakeable(UserPasskeyInfo passkey) =>
        passkey.CredentialId.Length is > 0 and <= MemberPasskey.MaxIdBytes
            && passkey.PublicKey.Length is > 0 and <= MemberPasskey.MaxKeyBytes;

    /// <summary>Whether the account has just this one, by its id and its key.</summary>
    public static bool IsOf(Member member, UserPasskeyInfo passkey) => member.Passkeys.Any(
        own => own.CredentialId.AsSpan().SequenceEqual(passkey.CredentialId) && own.PublicKey.AsSpan().SequenceEqual(passkey.PublicKey));

    public static MemberPasskey ToKeep(UserPasskeyInfo passkey) => new()
    {
        CredentialId = [.. passkey.CredentialId],
        PublicKey = [.. passkey.PublicKey],
        Name = passkey.Name,
        CreatedAt = passkey.CreatedAt,
        SignCount = passkey.SignCount,
        Transports = [.. (passkey.Transports ?? []).Where(transport => transport.Length <= MaxTransportLength).Take(MaxTransports)],
        IsUserVerified = passkey.IsUserVerified,
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
    };

    public static UserPasskeyInfo ToIdentity(MemberPasskey kept) =>
        new(
            [.. kept.CredentialId], [.. kept.PublicKey], kept.CreatedAt, kept.SignCount, [.. kept.Transports],
            kept.IsUserVerified, kept.IsBackupEligible, kept.IsBackedUp, attestationObject: [], clientDataJson: [])
        {
            Name = kept.Name,
        };
}
