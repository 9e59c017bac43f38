using Microsoft.AspNetCore.Identity;
using Reviews.Api.Accounts.Passkeys;
using Reviews.Api.Accounts.Sessions;
using Reviews.Contracts.Members;

namespace Reviews.Api.Accounts.Proof;

/// <summary>
/// Whether the caller has proved lately to be the member, by password, code or passkey: a ticket alone may be stolen. What asks for it asks
/// here, by whatever door it is reached.
/// </summary>
internal sealed class FreshProof(
    IHttpContextAccessor accessor, UserManager<Member> members, MemberSessions sessions, PasskeyCeremonies passkeys, TimeProvider time)
{
    /// <summary>How long a proof is good: 10 min.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private MemberStanding? Standing => accessor.HttpContext?.Features.Get<MemberStanding>();

    /// <summary>Whether there is a fresh proof.</summary>
    public bool IsThere => IsFresh(Standing, time.GetUtcNow());

    /// <exception cref="FreshProofNeededException">There is none.</exception>
    public void Require()
    {
        if (!IsThere) throw new FreshProofNeededException();
    }

    public static bool IsFresh(MemberStanding? standing, DateTimeOffset now) => standing?.ProvedAt is { } proved && now - proved < Lifetime;

    /// <summary>Proves by the password. Wrong ones count, as they do at sign-in.</summary>
    public async Task<ProofOutcome> ByPasswordAsync(Member member, string password)
    {
        if (await members.IsLockedOutAsync(member)) return ProofOutcome.Locked;
        if (!await members.CheckPasswordAsync(member, password)) return await RefuseAsync(member);
        return await AcceptAsync(member);
    }

    /// <summary>Proves by a code of the authenticator. Wrong ones count.</summary>
    public async Task<ProofOutcome> ByCodeAsync(Member member, string code)
    {
        if (await members.IsLockedOutAsync(member)) return ProofOutcome.Locked;
        return member.TwoFactorEnabled && await members.VerifyTwoFactorTokenAsync(member, members.Options.Tokens.AuthenticatorTokenProvider, code)
            ? await AcceptAsync(member)
            : await RefuseAsync(member);
    }

    /// <summary>Proves by a passkey of the member.</summary>
    public async Task<ProofOutcome> ByPasskeyAsync(Member member, string credential)
    {
        if (await passkeys.ReadAsync(credential) is not { } signed || signed.Id != member.Id) return ProofOutcome.Wrong;
        await sessions.ProveCurrentAsync();
        return ProofOutcome.Done;
    }

    private async Task<ProofOutcome> AcceptAsync(Member member)
    {
        await members.ResetAccessFailedCountAsync(member);
        await sessions.ProveCurrentAsync();
        return ProofOutcome.Done;
    }

    private async Task<ProofOutcome> RefuseAsync(Member member)
    {
        await members.AccessFailedAsync(member);
        return await members.IsLockedOutAsync(member) ? ProofOutcome.Locked : ProofOutcome.Wrong;
    }
}

/// <summary>What became of a proof.</summary>
internal enum ProofOutcome
{
    /// <summary>It is good, for <see cref="FreshProof.Lifetime"/>.</summary>
    Done,

    /// <summary>It is wrong.</summary>
    Wrong,

    /// <summary>There were too many wrong ones.</summary>
    Locked,
}

/// <summary>The act needs a fresh proof, and there is none. Nothing was done.</summary>
internal sealed class FreshProofNeededException() : Exception("This needs a proof of the last 10 minutes that it is you.");
