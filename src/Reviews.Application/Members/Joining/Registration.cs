using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members.Mails;
using Reviews.Application.Members.Suspension;

namespace Reviews.Application.Members.Joining;

/// <summary>Makes accounts, for the page and for programs.</summary>
internal sealed class Registration(MemberManager members, AccountMails mails, AccountOptions options, TimeProvider time)
{
    /// <summary>
    /// How long every answer takes where only confirmed accounts sign in: 1 s. To make an account takes longer than to refuse one, and
    /// nobody is to tell the two apart.
    /// </summary>
    public static readonly TimeSpan ConfirmedOnlyTime = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Makes an account and writes to its address. An address that is taken already: its owner gets a letter that says so.
    /// </summary>
    /// <returns>
    /// What came of it. Where only confirmed accounts sign in, an address that can't be taken is answered like one that is free.
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
        if (result.Succeeded) await mails.PostConfirmationAsync(member);
        else if (result.Errors.All(IsTaken)) await mails.PostTakenAsync(email);
        else if (options.ConfirmedOnly && result.Errors.All(IsKept)) await mails.PostSuspendedAsync(email);
        else return new RegistrationResult(result, null);
        return options.ConfirmedOnly
            ? new RegistrationResult(IdentityResult.Success, null)
            : new RegistrationResult(result, result.Succeeded ? member : null);
    }

    /// <summary>Whether it says that somebody has the address.</summary>
    public static bool IsTaken(IdentityError error) =>
        error.Code is nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail);

    private static bool IsKept(IdentityError error) => error.Code == SuspendedAddressValidator.Suspended.Code;
}

/// <summary>What came of a registration.</summary>
/// <param name="Result">As Identity says it.</param>
/// <param name="Member">Who may sign in at once; null: nobody before the address is confirmed.</param>
internal sealed record RegistrationResult(IdentityResult Result, Member? Member);
