using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Members;
using Reviews.Application.Members.Proof;

namespace Reviews.Web.Account;

/// <summary>A page of the signed-in member's own account. Anyone not signed in is sent to the sign-in page and back.</summary>
[Authorize(AccountServices.MemberPages)]
internal abstract class MemberPage(UserManager<Member> members, FreshProof proof) : PageModel
{
    /// <summary>What was just done; shown once, on the next page.</summary>
    [TempData]
    public string? Notice { get; set; }

    protected UserManager<Member> Members => members;

    /// <summary>The member, as the account is now.</summary>
    protected async Task<Member> MemberAsync() =>
        await members.GetUserAsync(User) ?? throw new InvalidOperationException("A signed-in member has an account.");

    /// <summary>Redirects to the page that asks for a proof, and back.</summary>
    protected RedirectToPageResult AskForProof() => RedirectToPage("/Account/Proof", new { ReturnUrl = Request.Path.Value });

    protected bool IsProved => proof.IsThere;

    protected RedirectToPageResult Done(string notice, string page = "/Account/Settings/Overview")
    {
        Notice = notice;
        return RedirectToPage(page);
    }

    protected PageResult Refused(params IEnumerable<string> reasons)
    {
        foreach (var reason in reasons) ModelState.AddModelError("", reason);
        return Page();
    }

    protected PageResult Refused(IdentityResult result) => Refused(AccountMessages.Reasons(result));
}
