using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Members.AccountMail;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account;

/// <summary>Where the links in confirmation emails lead. Nothing happens before the button is pressed: mail scanners follow links,
/// too.</summary>
[EnableRateLimiting(QuotaServices.SignIns)]
internal sealed class ConfirmModel(UserManager<Member> members) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? UserId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    /// <summary>The account's new address; null when it already has it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ChangedEmail { get; set; }

    public bool IsDone { get; private set; }

    public async Task<PageResult> OnPostAsync()
    {
        var result = await members.FindByIdAsync(UserId ?? "") is not { } member
            ? IdentityResult.Failed(members.ErrorDescriber.InvalidToken())
            : string.IsNullOrEmpty(ChangedEmail) ? await members.ConfirmEmailAsync(member, LinkCodes.Decode(Code))
            : await members.ChangeEmailAsync(member, ChangedEmail, LinkCodes.Decode(Code));
        IsDone = result.Succeeded;
        foreach (var reason in AccountMessages.Reasons(result)) ModelState.AddModelError("", reason);
        return Page();
    }
}
