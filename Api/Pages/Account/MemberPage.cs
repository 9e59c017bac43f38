using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Api.Accounts;

namespace Reviews.Api.Pages;

/// <summary>A page of the signed-in member's own account. Who is not signed in is led to sign-in and back.</summary>
[Authorize(AccountSetup.MemberPages)]
internal abstract class MemberPage(UserManager<Member> members, SignInManager<Member> signIn) : PageModel
{
    /// <summary>What was just done; told once, on the page that follows.</summary>
    [TempData]
    public string? Notice { get; set; }

    protected UserManager<Member> Members => members;

    /// <summary>The member, as the account is now.</summary>
    protected async Task<Member> MemberAsync() =>
        await members.GetUserAsync(User) ?? throw new InvalidOperationException("A signed-in member has an account.");

    /// <summary>Whether it is the member's password. Wrong ones are counted, and lock the account as they do at sign-in.</summary>
    protected async Task<bool> IsPasswordAsync(Member member, string password)
    {
        var result = await signIn.CheckPasswordSignInAsync(member, password, lockoutOnFailure: true);
        if (result.Succeeded) return true;
        ModelState.AddModelError("", result.IsLockedOut ? LoginModel.Locked : "That is not your password.");
        return false;
    }

    /// <summary>Signs this browser in anew: whatever changes the security stamp signs all others out.</summary>
    protected Task StaySignedInAsync(Member member) => signIn.SignInAsync(member, isPersistent: true);

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

    protected PageResult Refused(IdentityResult result) => Refused(AccountTexts.Reasons(result));
}
