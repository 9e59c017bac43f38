using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members.AccountMail;
using Reviews.Application.Members.Suspension;

namespace Reviews.Application.Members.Joining;

/// <summary>Creates accounts, for the page and for apps.</summary>
internal sealed class Registration(MemberManager members, AccountMailer mailer, AccountOptions options, TimeProvider time)
{
    /// <summary>
    /// How long every answer takes where only confirmed accounts sign in: 1 s. Creating an account takes longer than refusing one, and
    /// nobody should be able to tell the two apart.
    /// </summary>
    public static readonly TimeSpan ConfirmedOnlyTime = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Creates an account and writes to its address. If the address is already taken, its owner gets an email that says so.
    /// </summary>
    /// <returns>
    /// The outcome. Where only confirmed accounts can sign in, an address that can't be used gets the same answer as a free one.
    /// </returns>
    public async Task<RegistrationResult> RegisterAsync(string email, string password)
    {
        if (!options.ConfirmedOnly) return await JoinAsync(email, password);
        var pause = Task.Delay(ConfirmedOnlyTime, time);
        var joining = await JoinAsync(email, password);
        await pause;
        return joining;
    }

    private async Task<RegistrationResult> JoinAsync(string email, string password)
    {
        var member = new Member { UserName = email, Email = email };
        var result = await members.CreateAsync(member, password);
        if (result.Succeeded) await mailer.PostConfirmationAsync(member);
        else if (result.Errors.All(IsTaken)) await mailer.PostTakenAsync(email);
        else if (options.ConfirmedOnly && result.Errors.All(IsKept)) await mailer.PostSuspendedAsync(email);
        else return new RegistrationResult(result, null);
        return options.ConfirmedOnly
            ? new RegistrationResult(IdentityResult.Success, null)
            : new RegistrationResult(result, result.Succeeded ? member : null);
    }

    /// <summary>Whether it says that someone has the address.</summary>
    public static bool IsTaken(IdentityError error) =>
        error.Code is nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail);

    private static bool IsKept(IdentityError error) => error.Code == SuspendedAddressValidator.Suspended.Code;
}

/// <summary>The outcome of a registration.</summary>
/// <param name="Result">As Identity says it.</param>
/// <param name="Member">Who can sign in at once; null when the address has to be confirmed first.</param>
internal sealed record RegistrationResult(IdentityResult Result, Member? Member);
