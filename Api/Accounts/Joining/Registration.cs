using Microsoft.AspNetCore.Identity;
using Reviews.Api.Accounts.Mails;

namespace Reviews.Api.Accounts.Joining;

/// <summary>Makes accounts, for the page and for programs.</summary>
internal sealed class Registration(MemberManager members, AccountMails mails, AccountOptions options)
{
    /// <summary>
    /// Makes an account and writes to its address. An address that is taken already: its owner gets a letter that says so.
    /// </summary>
    /// <returns>
    /// What came of it. Where only confirmed accounts sign in, an address that is taken is answered like one that is free.
    /// </returns>
    public async Task<RegistrationResult> RegisterAsync(string email, string password)
    {
        var member = new Member { UserName = email, Email = email };
        var result = await members.CreateAsync(member, password);
        if (result.Succeeded) await mails.PostConfirmationAsync(member);
        else if (result.Errors.All(IsTaken)) return await RefuseTakenAsync(email, result);
        return new RegistrationResult(result, result.Succeeded && !options.ConfirmedOnly ? member : null);
    }

    private async Task<RegistrationResult> RefuseTakenAsync(string email, IdentityResult refusal)
    {
        await mails.PostTakenAsync(email);
        return new RegistrationResult(options.ConfirmedOnly ? IdentityResult.Success : refusal, null);
    }

    private static bool IsTaken(IdentityError error) =>
        error.Code is nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail);
}

/// <summary>What came of a registration.</summary>
/// <param name="Result">As Identity says it.</param>
/// <param name="Member">Who may sign in at once; null: nobody before the address is confirmed.</param>
internal sealed record RegistrationResult(IdentityResult Result, Member? Member);
