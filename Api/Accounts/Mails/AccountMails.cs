using Microsoft.AspNetCore.Identity;
using Reviews.Api.Mail;

namespace Reviews.Api.Accounts.Mails;

/// <summary>The mails that members ask for. When a call ends, its letter is durable: it may be promised.</summary>
/// <remarks>
/// Who asks for one by an address alone need not be its owner, and must not learn from the time it takes whether there is one: where nobody
/// is to be written to, all the same is done for a letter that nobody gets.
/// </remarks>
internal sealed class AccountMails(UserManager<Member> members, SiteLinks links, Outbox outbox)
{
    /// <summary>Where emails are confirmed, those of a change too.</summary>
    public const string ConfirmPath = "/account/confirm";

    /// <summary>Where a new password is set.</summary>
    public const string ResetPath = "/account/reset";

    private string SignIn => links.To("/account/login");

    /// <summary>To somebody who just joined, or asks once more.</summary>
    public async Task PostConfirmationAsync(Member member) => await outbox.PostAsync(await ConfirmationAsync(member));

    /// <summary>To the owner of an address with which somebody wanted to join.</summary>
    public async Task PostTakenAsync(string email)
    {
        if (await members.FindByEmailAsync(email) is { Email: { } own })
            await outbox.PostAsync(AccountLetters.AddressRegistered(own, SignIn));
    }

    /// <summary>To an address that is good for no account while a suspension goes on.</summary>
    public Task PostSuspendedAsync(string email) => outbox.PostAsync(AccountLetters.AddressSuspended(email));

    /// <summary>To the account of the address, if there is one that did not confirm it yet. The caller can't tell.</summary>
    public async Task PostConfirmationAsync(string email)
    {
        var member = await members.FindByEmailAsync(email);
        var letter = await ConfirmationAsync(member ?? Nobody(email));
        await (member is { EmailConfirmed: false } ? outbox.PostAsync(letter) : outbox.PostDecoyAsync(letter));
    }

    /// <summary>To the address that the member wants, or to another member who has it.</summary>
    public async Task PostChangeAsync(Member member, string email)
    {
        var owner = await members.FindByEmailAsync(email);
        await outbox.PostAsync(owner is { Email: { } own } && owner.Id != member.Id
            ? AccountLetters.AddressInUse(own, SignIn)
            : await ChangeAsync(member, email));
    }

    /// <summary>To the account of the address, if there is one. The caller can't tell.</summary>
    /// <remarks>Also to an address that was never confirmed: the link comes to it alone, and to follow it is to confirm it.</remarks>
    /// <param name="email">The address.</param>
    /// <param name="forProgram">Whether a program asked, which wants the code itself beside the link.</param>
    public async Task PostResetAsync(string email, bool forProgram)
    {
        var member = await members.FindByEmailAsync(email);
        var letter = await ResetAsync(member ?? Nobody(email), forProgram);
        await (member is not null ? outbox.PostAsync(letter) : outbox.PostDecoyAsync(letter));
    }

    /// <summary>Somebody for whom a letter can be written that nobody gets.</summary>
    private static Member Nobody(string email) => new() { Email = email, SecurityStamp = Guid.NewGuid().ToString("N") };

    private async Task<Letter> ResetAsync(Member member, bool forProgram)
    {
        var code = LinkCodes.Encode(await members.GeneratePasswordResetTokenAsync(member));
        var own = member.Email ?? "";
        var link = links.To(ResetPath, [("email", own), ("code", code)]);
        return forProgram ? AccountLetters.ResetPassword(own, link, code) : AccountLetters.ResetPassword(own, link);
    }

    private async Task<Letter> ChangeAsync(Member member, string email)
    {
        var code = LinkCodes.Encode(await members.GenerateChangeEmailTokenAsync(member, email));
        var link = links.To(ConfirmPath, [("userId", MemberIds.Format(member.Id)), ("code", code), ("changedEmail", email)]);
        return AccountLetters.ConfirmNewAddress(email, link);
    }

    private async Task<Letter> ConfirmationAsync(Member member)
    {
        var code = LinkCodes.Encode(await members.GenerateEmailConfirmationTokenAsync(member));
        var link = links.To(ConfirmPath, [("userId", MemberIds.Format(member.Id)), ("code", code)]);
        return AccountLetters.ConfirmAddress(member.Email ?? "", link);
    }
}
