using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members.AccountMail;
using Reviews.Application.Members.SignIn;

namespace Reviews.Application.Members.Recovery;

/// <summary>Recovers an account by an email to its address, for the pages and for apps.</summary>
internal sealed class PasswordRecovery(UserManager<Member> members, AccountMailer mailer, KnownDevices devices, SecretTries tries)
{
    /// <summary>Writes to the account of the address, if there is one; the caller can't tell.</summary>
    /// <param name="email">The address.</param>
    /// <param name="forProgram">Whether an app asks, which needs the code itself as well as the link.</param>
    public Task AskAsync(string email, bool forProgram) => mailer.PostResetAsync(email, forProgram);

    /// <summary>Sets a new password by the code of the mail.</summary>
    /// <remarks>An address without an account is refused in the words for a bad code: whoever made it up learns nothing.</remarks>
    public async Task<IdentityResult> SetAsync(string? email, string? code, string password)
    {
        if (await members.FindByEmailAsync(email ?? "") is not { } member)
            return IdentityResult.Failed(members.ErrorDescriber.InvalidToken());
        var result = await members.ResetPasswordAsync(member, LinkCodes.Decode(code), password);
        if (result.Succeeded) await RestoreAccessAsync(member);
        return result;
    }

    /// <summary>Anyone who forgot the password has tried a few, and anyone who follows the link has shown whose account it is.</summary>
    private async Task RestoreAccessAsync(Member member)
    {
        devices.Remember(member);
        await tries.ForgetHereAsync(member);
    }
}
