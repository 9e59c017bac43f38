using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Api.Accounts;
using Reviews.Api.Accounts.Mails;
using Reviews.Api.Quotas;

namespace Reviews.Api.Pages;

/// <summary>Where the links for addresses lead. Nothing happens before the button is pressed: mail scanners follow links, too.</summary>
[EnableRateLimiting(QuotaSetup.SignIns)]
internal sealed class ConfirmModel(UserManager<Member> members, SignInManager<Member> signIn, AccountMails mails) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? UserId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    /// <summary>The address that the account is to have; null when it has it already.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ChangedEmail { get; set; }

    public bool IsDone { get; private set; }

    public async Task<PageResult> OnPostAsync()
    {
        var result = await members.FindByIdAsync(UserId ?? "") is not { } member ? IdentityResult.Failed(members.ErrorDescriber.InvalidToken())
            : string.IsNullOrEmpty(ChangedEmail) ? await members.ConfirmEmailAsync(member, LinkCodes.Decode(Code))
            : await ChangeAsync(member, ChangedEmail);
        IsDone = result.Succeeded;
        foreach (var reason in AccountTexts.Reasons(result)) ModelState.AddModelError("", reason);
        return Page();
    }

    /// <summary>E-mail and user name are one, and change in one write; Identity's own way takes two, and may stop between them.</summary>
    private async Task<IdentityResult> ChangeAsync(Member member, string email)
    {
        var purpose = UserManager<Member>.GetChangeEmailTokenPurpose(email);
        if (!await members.VerifyUserTokenAsync(member, members.Options.Tokens.ChangeEmailTokenProvider, purpose, LinkCodes.Decode(Code)))
            return IdentityResult.Failed(members.ErrorDescriber.InvalidToken());

        var old = member.Email;
        (member.UserName, member.Email, member.EmailConfirmed) = (email, email, true);
        var result = await members.UpdateSecurityStampAsync(member);
        if (!result.Succeeded) return result;
        if (MemberIds.Of(User) == member.Id) await signIn.SignInAsync(member, isPersistent: true);
        if (old is not null) mails.Post(AccountLetters.AddressChanged(old));
        return result;
    }
}
