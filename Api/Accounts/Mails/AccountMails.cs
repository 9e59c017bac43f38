using Microsoft.AspNetCore.Identity;
using Reviews.Api.Mail;

namespace Reviews.Api.Accounts.Mails;

/// <summary>The mails of the account pages. What a member waits for is sent at once and answered; the rest goes through the outbox.</summary>
internal sealed class AccountMails(UserManager<Member> members, SiteLinks links, Postman postman, Outbox outbox)
{
    /// <summary>Where e-mails are confirmed, those of a change too.</summary>
    public const string ConfirmPath = "/account/confirm";

    /// <summary>Where a new password is set.</summary>
    public const string ResetPath = "/account/reset";

    /// <summary>To somebody who just joined.</summary>
    public async Task PostConfirmationAsync(Member member) => outbox.Post(await ConfirmationAsync(member));

    /// <summary>To the owner of an address with which somebody wanted to join.</summary>
    public async Task PostTakenAsync(string email)
    {
        if (await members.FindByEmailAsync(email) is { Email: { } own }) outbox.Post(AccountLetters.AddressRegistered(own));
    }

    /// <summary>Once more, to the member who asks. False: it could not be sent.</summary>
    public async Task<bool> SendConfirmationAsync(Member member, CancellationToken cancellationToken) =>
        await postman.SendAsync(await ConfirmationAsync(member), cancellationToken);

    /// <summary>To the address that the member wants, or to whoever has it. False: it could not be sent.</summary>
    public async Task<bool> SendChangeAsync(Member member, string email, CancellationToken cancellationToken)
    {
        if (await members.FindByEmailAsync(email) is { Email: { } own })
            return await postman.SendAsync(AccountLetters.AddressInUse(own), cancellationToken);
        var code = LinkCodes.Encode(await members.GenerateChangeEmailTokenAsync(member, email));
        var link = links.To(ConfirmPath, [("userId", MemberIds.Format(member.Id)), ("code", code), ("changedEmail", email)]);
        return await postman.SendAsync(AccountLetters.ConfirmNewAddress(email, link), cancellationToken);
    }

    /// <summary>To the account of the address, if there is one. The caller can't tell.</summary>
    /// <remarks>Also to an address that was never confirmed: the link comes to it alone, and to follow it is to confirm it.</remarks>
    /// <param name="email">The address.</param>
    /// <param name="forProgram">Whether a program asked, which wants the code itself beside the link.</param>
    public async Task PostResetAsync(string email, bool forProgram)
    {
        if (await members.FindByEmailAsync(email) is not { Email: { } own } member) return;
        var code = LinkCodes.Encode(await members.GeneratePasswordResetTokenAsync(member));
        var link = ResetLink(links, own, code);
        outbox.Post(forProgram ? AccountLetters.ResetPassword(own, link, code) : AccountLetters.ResetPassword(own, link));
    }

    /// <summary>Tells a member of a change that was made.</summary>
    public void Post(Letter letter) => outbox.Post(letter);

    public static string ResetLink(SiteLinks links, string email, string code) =>
        links.To(ResetPath, [("email", email), ("code", code)]);

    private async Task<Letter> ConfirmationAsync(Member member)
    {
        var code = LinkCodes.Encode(await members.GenerateEmailConfirmationTokenAsync(member));
        var link = links.To(ConfirmPath, [("userId", MemberIds.Format(member.Id)), ("code", code)]);
        return AccountLetters.ConfirmAddress(member.Email ?? "", link);
    }
}
