using Microsoft.AspNetCore.Identity;
using Reviews.Api.Accounts.Mails;

namespace Reviews.Api.Accounts.Recovery;

/// <summary>Takes an account back by a mail to its address, for the pages and for programs.</summary>
internal sealed class PasswordRecovery(UserManager<Member> members, AccountMails mails)
{
    /// <summary>Writes to the account of the address, if there is one; the caller can't tell.</summary>
    /// <param name="email">The address.</param>
    /// <param name="forProgram">Whether a program asks, which wants the code itself beside the link.</param>
    public Task AskAsync(string email, bool forProgram) => mails.PostResetAsync(email, forProgram);

    /// <summary>Sets a new password by the code of the mail.</summary>
    /// <remarks>An address without an account is refused in the words for a bad code: whoever made it up learns nothing.</remarks>
    public async Task<IdentityResult> SetAsync(string? email, string? code, string password) =>
        await members.FindByEmailAsync(email ?? "") is { } member
            ? await members.ResetPasswordAsync(member, LinkCodes.Decode(code), password)
            : IdentityResult.Failed(members.ErrorDescriber.InvalidToken());
}
