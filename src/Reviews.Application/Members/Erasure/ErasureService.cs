using Microsoft.AspNetCore.Identity;
using Reviews.Application.Mail;
using Reviews.Application.Members.AccountMail;
using Reviews.Application.Members.Proof;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Members.Suspension;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Erasure;

/// <summary>The outcome of a request to be erased.</summary>
internal enum ErasureOutcome
{
    /// <summary>The account is gone, and the rest will follow.</summary>
    Begun,

    /// <summary>The member is an operator; nothing was erased.</summary>
    Operator,

    /// <summary>The caller has been signed out in the meantime.</summary>
    SignedOut,
}

/// <summary>Erases the calling member, for the API and for the page.</summary>
internal sealed class ErasureService(
    IGrainFactory grains, SuspendedAddressBook addresses, SignInManager<Member> signIn, FreshProof proof, Outbox outbox)
{
    /// <summary>What an operator is told.</summary>
    public const string OperatorSentence = "An operator's account can't be erased. Ask another operator to remove the role first.";

    /// <returns>The outcome, and, if it has started, the token of its progress.</returns>
    /// <exception cref="FreshProofNeededException">The caller has not recently proved that they are the member; nothing was
    /// erased.</exception>
    public async Task<(ErasureOutcome Outcome, string? Token)> EraseAsync(Caller caller)
    {
        proof.Require();
        var member = grains.GetGrain<IUserGrain>(caller.UserId);
        if (await member.StatusAsync(caller.Ticket) is not { } status || await member.AccountAsync() is not { } account)
            return (ErasureOutcome.SignedOut, null);
        if (status.Roles.Contains(MemberRoles.Operator)) return (ErasureOutcome.Operator, null);
        await KeepAddressAsync(status, account);
        var secret = ErasureLinks.NewSecret();
        await WriteToAsync(account);
        if (!await grains.GetGrain<IMemberDataGrain>(caller.UserId).EraseAsync(caller.Ticket, secret))
            return (ErasureOutcome.SignedOut, null);
        await signIn.SignOutAsync();   // the cookie is dead already; the browser need not keep it
        return (ErasureOutcome.Begun, ErasureLinks.TokenOf(caller.UserId, secret));
    }

    /// <summary>For a suspended member, who could otherwise start over by erasing the account.</summary>
    private Task KeepAddressAsync(MemberStatus status, MemberAccount account) =>
        status.Suspension is not null && account.NormalizedEmail is { } email
            ? addresses.KeepAsync(email, account.UserId)
            : Task.CompletedTask;

    /// <summary>Before the account goes: afterwards nobody knows the address any more.</summary>
    private Task WriteToAsync(MemberAccount account) =>
        account.Email is { } email ? outbox.PostAsync(AccountEmails.ErasureAsked(email)) : Task.CompletedTask;

    /// <summary>The progress of an erasure; null when the token is not valid, or older than 30 days.</summary>
    public async Task<ErasureProgress?> ProgressAsync(string token) =>
        ErasureLinks.TryRead(token, out var userId, out var secret)
            ? await grains.GetGrain<IMemberDataGrain>(userId).ErasureAsync(secret)
            : null;
}
