using System.Net;
using Microsoft.AspNetCore.Identity;
using Reviews.Api.Mail;

namespace Reviews.Api.Accounts.Mails;

/// <summary>The mails that Identity's own endpoints ask for. Their links lead to our pages, which take the same queries.</summary>
/// <remarks>All go through the outbox: who asks for one need not be the member, and must not learn from the time it takes whether there is one.</remarks>
internal sealed class IdentityMails(SiteLinks links, Outbox outbox) : IEmailSender<Member>
{
    public Task SendConfirmationLinkAsync(Member user, string email, string confirmationLink)
    {
        // It comes encoded for HTML, and leads to an endpoint that confirms as soon as a mail scanner looks at it.
        var query = new QueryString(new Uri(WebUtility.HtmlDecode(confirmationLink)).Query);
        var link = links.To(AccountMails.ConfirmPath, query);
        return Post(email == user.Email ? AccountLetters.ConfirmAddress(email, link) : AccountLetters.ConfirmNewAddress(email, link));
    }

    public Task SendPasswordResetLinkAsync(Member user, string email, string resetLink) =>
        Post(AccountLetters.ResetPassword(email, WebUtility.HtmlDecode(resetLink)));

    public Task SendPasswordResetCodeAsync(Member user, string email, string resetCode)
    {
        var code = WebUtility.HtmlDecode(resetCode);
        return Post(AccountLetters.ResetPassword(email, AccountMails.ResetLink(links, email, code), code));
    }

    private Task Post(Letter letter)
    {
        outbox.Post(letter);
        return Task.CompletedTask;
    }
}
