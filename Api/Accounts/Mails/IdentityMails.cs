using System.Net;
using Microsoft.AspNetCore.Identity;
using Reviews.Api.Mail;

namespace Reviews.Api.Accounts.Mails;

/// <summary>The mails that Identity's own endpoints ask for. Their links lead to our pages, which take the same queries.</summary>
/// <remarks>
/// All go through the outbox: who asks for one need not be the member, and must not learn from the time it takes whether there is one.
/// </remarks>
internal sealed class IdentityMails(SiteLinks links, Outbox outbox, IServiceScopeFactory scopes) : IEmailSender<Member>
{
    public async Task SendConfirmationLinkAsync(Member user, string email, string confirmationLink)
    {
        if (await OwnerOfAsync(user, email) is { } own)
        {
            await outbox.PostAsync(AccountLetters.AddressInUse(own));
            return;
        }

        // It comes encoded for HTML, and leads to an endpoint that confirms as soon as a mail scanner looks at it.
        var query = new QueryString(new Uri(WebUtility.HtmlDecode(confirmationLink)).Query);
        var link = links.To(AccountMails.ConfirmPath, query);
        await outbox.PostAsync(
            email == user.Email ? AccountLetters.ConfirmAddress(email, link) : AccountLetters.ConfirmNewAddress(email, link));
    }

    /// <summary>The address of another account that has the one that is asked for; null when it is free, or the member's own.</summary>
    /// <remarks>Identity makes this once for all requests, so whoever looks accounts up is not among what it holds.</remarks>
    private async Task<string?> OwnerOfAsync(Member user, string email)
    {
        if (email == user.Email) return null;
        await using var scope = scopes.CreateAsyncScope();
        var owner = await AccountMails.OwnerAsync(scope.ServiceProvider.GetRequiredService<UserManager<Member>>(), email);
        return owner is not null && owner.Id != user.Id ? owner.Email : null;
    }

    public Task SendPasswordResetLinkAsync(Member user, string email, string resetLink) =>
        outbox.PostAsync(AccountLetters.ResetPassword(email, WebUtility.HtmlDecode(resetLink)));

    public Task SendPasswordResetCodeAsync(Member user, string email, string resetCode)
    {
        var code = WebUtility.HtmlDecode(resetCode);
        return outbox.PostAsync(AccountLetters.ResetPassword(email, AccountMails.ResetLink(links, email, code), code));
    }
}
