using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members.Passkeys;
using Reviews.Application.Members.SignIn;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Proof;

/// <summary>
/// Whether the caller has recently proved that they are the member, by password, code or passkey: a ticket alone may be stolen. Whatever
/// needs a proof asks here, wherever the call comes from.
/// </summary>
internal sealed class FreshProof(
    IHttpContextAccessor accessor, UserManager<Member> members, MemberSessions sessions, SecretTries tries, PasskeyCeremonies passkeys,
    TimeProvider time)
{
    /// <summary>How long a proof is valid: 10 min.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private MemberStatus? Status => accessor.HttpContext?.Features.Get<MemberStatus>();

    /// <summary>Whether there is a fresh proof.</summary>
    public bool IsThere => IsFresh(Status, time.GetUtcNow());

    /// <exception cref="FreshProofNeededException">There is none.</exception>
    public void Require()
    {
        if (!IsThere) throw new FreshProofNeededException();
    }

    public static bool IsFresh(MemberStatus? status, DateTimeOffset now) => status?.ProvedAt is { } proved && now - proved < Lifetime;

    /// <summary>Proves by the password. Wrong ones count.</summary>
    public Task<ProofOutcome> ByPasswordAsync(Member member, string password) =>
        TryAsync(member, () => members.CheckPasswordAsync(member, password));

    /// <summary>Proves by a code of the authenticator. Wrong ones count.</summary>
    public Task<ProofOutcome> ByCodeAsync(Member member, string code) => TryAsync(member, async () =>
        member.TwoFactorEnabled && await members.VerifyTwoFactorTokenAsync(
            member, members.Options.Tokens.AuthenticatorTokenProvider, code));

    /// <summary>Proves by a passkey of the member.</summary>
    public async Task<ProofOutcome> ByPasskeyAsync(Member member, string credential)
    {
        if (await passkeys.ReadAsync(credential) is not { } signed || signed.Id != member.Id) return ProofOutcome.Wrong;
        await sessions.ProveCurrentAsync();
        return ProofOutcome.Done;
    }

    private async Task<ProofOutcome> TryAsync(Member member, Func<Task<bool>> isRight)
    {
        if (await tries.ProofAsync(member) is not { } tried) return ProofOutcome.Locked;
        if (!await isRight()) return ProofOutcome.Wrong;
        await tried.WasRightAsync();
        await sessions.ProveCurrentAsync();
        return ProofOutcome.Done;
    }
}

/// <summary>The outcome of a proof.</summary>
internal enum ProofOutcome
{
    /// <summary>It is good, for <see cref="FreshProof.Lifetime"/>.</summary>
    Done,

    /// <summary>It is wrong.</summary>
    Wrong,

    /// <summary>There were too many wrong ones.</summary>
    Locked,
}

/// <summary>The action needs a fresh proof, and there is none. Nothing was done.</summary>
internal sealed class FreshProofNeededException() : Exception(
    "This needs proof from the last 10 minutes that it's you: see POST /api/account/proof.");
