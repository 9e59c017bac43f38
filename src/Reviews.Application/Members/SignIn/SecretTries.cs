using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Reviews.Application.Http;
using Reviews.Application.Quotas;
using Reviews.Contracts.Platform;

namespace Reviews.Application.Members.SignIn;

/// <summary>
/// Counts the tries of an account's secrets, and slows them down after a few wrong ones: by account and place, so that strangers
/// only slow down strangers. An address without an account is counted the same.
/// </summary>
/// <remarks>A place is a browser that the account has been used in, or else a network address. Passkeys can't be guessed and are not
/// counted.</remarks>
internal sealed class SecretTries(
    IGrainFactory grains, IHttpContextAccessor accessor, ILookupNormalizer normalizer, KnownDevices devices, MemberSessions sessions)
{
    /// <summary>Tries at one place in <see cref="Window"/>: 5. The right one starts over.</summary>
    public const int AtOnePlace = 5;

    /// <summary>Tries in <see cref="ElsewhereWindow"/> at all places together where the account has not been used: 100.</summary>
    public const int Elsewhere = 100;

    /// <summary>15 min.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>1 h.</summary>
    public static readonly TimeSpan ElsewhereWindow = TimeSpan.FromHours(1);

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("Secrets are tried within a request.");

    /// <summary>Counts a try of a password at sign-in.</summary>
    /// <param name="email">The address as it was given.</param>
    /// <param name="member">Whose it is; null when it is nobody's.</param>
    /// <returns>The try; null when there were too many: the answer has said when to come back.</returns>
    public Task<SecretTry?> PasswordAsync(string email, Member? member) => SignInAsync("password", email, member);

    /// <summary>Counts a try of an authenticator's or a recovery code at sign-in.</summary>
    public Task<SecretTry?> CodeAsync(Member member) => SignInAsync("code", member.Email ?? "", member);

    /// <summary>Counts a try by whoever has a session of the member. Other sessions are not slowed down by it.</summary>
    public async Task<SecretTry?> ProofAsync(Member member) => Counted(
        await TakeAsync($"proof/{MemberIds.Format(member.Id)}/{MemberSessions.IdOf(Context.User)}", AtOnePlace, Window));

    /// <summary>Forgets the tries of the member's password at the network address of the present call.</summary>
    public Task ForgetHereAsync(Member member) => QuotaOf(PlaceOf($"password/{KeyOf(member.Email ?? "")}", device: null)).ClearAsync();

    private async Task<SecretTry?> SignInAsync(string kind, string email, Member? member)
    {
        var account = $"{kind}/{KeyOf(email)}";
        var device = member is null ? null : devices.Of(member);
        var here = await TakeAsync(PlaceOf(account, device), AtOnePlace, Window);
        if (device is not null || here.Try is null) return Counted(here);
        var elsewhere = await TakeAsync($"{account}/elsewhere", Elsewhere, ElsewhereWindow);
        if (elsewhere.Try is not null || (member is not null && await IsUsedFromHereAsync(member))) return here.Try;
        return Counted(elsewhere);
    }

    private async Task<bool> IsUsedFromHereAsync(Member member) =>
        (await sessions.Of(member.Id).SessionsAsync()).Any(session => ClientNetwork.Of(session.Address) == ClientNetwork.Of(Context));

    private async Task<(SecretTry? Try, TimeSpan RetryAfter)> TakeAsync(string key, int limit, TimeSpan window)
    {
        var quota = QuotaOf(key);
        var grant = await quota.TakeAsync(1, limit, window);
        return (grant.Permits > 0 ? new SecretTry(quota) : null, grant.RetryAfter);
    }

    private string PlaceOf(string account, string? device) => $"{account}/{device ?? ClientNetwork.Of(Context)}";

    private IQuotaGrain QuotaOf(string key) => grains.GetGrain<IQuotaGrain>("tries/" + key);

    /// <summary>The try; of none the answer says when to come back.</summary>
    private SecretTry? Counted((SecretTry? Try, TimeSpan RetryAfter) taken)
    {
        if (taken.Try is null) RetryAfterHeader.Set(Context.Response, taken.RetryAfter);
        return taken.Try;
    }

    /// <summary>Grain keys show up in logs and dashboards; addresses must not.</summary>
    private string KeyOf(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizer.NormalizeEmail(email) ?? "")).AsSpan(0, 16));
}

/// <summary>A try that was counted.</summary>
internal sealed class SecretTry(IQuotaGrain quota)
{
    /// <summary>It was right: the wrong ones before it at this place are forgotten.</summary>
    public Task WasRightAsync() => quota.ClearAsync();
}
