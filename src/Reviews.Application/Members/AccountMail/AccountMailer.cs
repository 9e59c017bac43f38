using Microsoft.AspNetCore.Identity;
using Reviews.Application.Mail;
using Reviews.Application.Site;

namespace Reviews.Application.Members.AccountMail;

/// <summary>The emails that members request. When a call returns, its email is durable and can be promised.</summary>
/// <remarks>
/// Anyone can request one with just an address, and must not learn from the time it takes whether there is an account: where there is
/// nobody to write to, the same work is done for an email that nobody gets.
/// </remarks>
internal sealed class AccountMailer(UserManager<Member> members, SiteLinks links, Outbox outbox)
{
    /// <summary>Where emails are confirmed, those of a change too.</summary>
    public const string ConfirmPath = "/account/confirm";

    /// <summary>Where a new password is set.</summary>
    public const string ResetPath = "/account/reset";

    private string SignIn => links.To("/account/login");

    /// <summary>To someone who has just joined, or asks again.</summary>
    public async Task PostConfirmationAsync(Member member) => await outbox.PostAsync(await ConfirmationAsync(member));

    /// <summary>To the owner of an address that someone tried to join with.</summary>
    public async Task PostTakenAsync(string email)
    {
        if (await members.FindByEmailAsync(email) is { Email: { } own })
            await outbox.PostAsync(AccountEmails.AddressRegistered(own, SignIn));
    }

    /// <summary>To an address that can't be used for an account while a suspension lasts.</summary>
    public Task PostSuspendedAsync(string email) => outbox.PostAsync(AccountEmails.AddressSuspended(email));

    /// <summary>To the account with the address, if there is one that has not confirmed it yet. The caller can't tell.</summary>
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
            ? AccountEmails.AddressInUse(own, SignIn)
            : await ChangeAsync(member, email));
    }

    /// <summary>To the account of the address, if there is one. The caller can't tell.</summary>
    /// <remarks>Also to an address that was never confirmed: only its owner gets the link, and following it confirms the address.</remarks>
    /// <param name="email">The address.</param>
    /// <param name="forProgram">Whether an app asked, which needs the code itself as well as the link.</param>
    public async Task PostResetAsync(string email, bool forProgram)
    {
        var member = await members.FindByEmailAsync(email);
        var letter = await ResetAsync(member ?? Nobody(email), forProgram);
        await (member is not null ? outbox.PostAsync(letter) : outbox.PostDecoyAsync(letter));
    }

    /// <summary>A stand-in to write an email for that nobody gets.</summary>
    private static Member Nobody(string email) => new() { Email = email, SecurityStamp = Guid.NewGuid().ToString("N") };

    private async Task<EmailMessage> ResetAsync(Member member, bool forProgram)
    {
        var code = LinkCodes.Encode(await members.GeneratePasswordResetTokenAsync(member));
        var own = member.Email ?? "";
        var link = links.To(ResetPath, [("email", own), ("code", code)]);
        return forProgram ? AccountEmails.ResetPassword(own, link, code) : AccountEmails.ResetPassword(own, link);
    }

    private async Task<EmailMessage> ChangeAsync(Member member, string email)
    {
        var code = LinkCodes.Encode(await members.GenerateChangeEmailTokenAsync(member, email));
        var link = links.To(ConfirmPath, [("userId", MemberIds.Format(member.Id)), ("code", code), ("changedEmail", email)]);
        return AccountEmails.ConfirmNewAddress(email, link);
    }

    private async Task<EmailMessage> ConfirmationAsync(Member member)
    {
        var code = LinkCodes.Encode(await members.GenerateEmailConfirmationTokenAsync(member));
        var link = links.To(ConfirmPath, [("userId", MemberIds.Format(member.Id)), ("code", code)]);
        return AccountEmails.ConfirmAddress(member.Email ?? "", link);
    }
}
