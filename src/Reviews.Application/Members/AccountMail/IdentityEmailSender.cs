using Microsoft.AspNetCore.Identity;

namespace Reviews.Application.Members.AccountMail;

/// <summary>The one email that Identity's own endpoints still request: the one for a new address. It is the same as the page's.</summary>
/// <remarks>Identity makes this once for all requests, so what writes the mails is not among what it holds.</remarks>
internal sealed class IdentityEmailSender(IServiceScopeFactory scopes) : IEmailSender<Member>
{
    /// <param name="user">Whose address it is to become.</param>
    /// <param name="email">The new address.</param>
    /// <param name="confirmationLink">Ignored: it confirms as soon as a mail scanner opens it, while ours leads to a page.</param>
    public async Task SendConfirmationLinkAsync(Member user, string email, string confirmationLink)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountMailer>().PostChangeAsync(user, email);
    }

    /// <summary>Never called: endpoints of our own stand in the place of Identity's.</summary>
    public Task SendPasswordResetLinkAsync(Member user, string email, string resetLink) => throw new NotSupportedException();

    /// <summary>Never called, either.</summary>
    public Task SendPasswordResetCodeAsync(Member user, string email, string resetCode) => throw new NotSupportedException();
}
