using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account;

/// <summary>The second step of sign-in: a code of the authenticator, or one of the recovery codes.</summary>
/// <remarks>Who entered the right password is kept in a five-minute cookie; without it there is nothing to do here.</remarks>
[EnableRateLimiting(QuotaServices.SignIns)]
internal sealed class TwoFactorModel(SignInManager<Member> signIn) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether the browser stays signed in after it is closed.</summary>
    [BindProperty(SupportsGet = true)]
    public bool IsRemembered { get; set; }

    public async Task<IActionResult> OnGetAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Again() : Page();

    public async Task<IActionResult> OnPostAsync(string? code, bool remember)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null) return Again();
        return After(await signIn.TwoFactorAuthenticatorSignInAsync(code ?? "", IsRemembered, rememberClient: remember),
            "That code is wrong or has expired.");
    }

    public async Task<IActionResult> OnPostRecoveryAsync(string? code)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null) return Again();
        return After(
            await signIn.TwoFactorRecoveryCodeSignInAsync(code ?? ""),
            "That isn’t one of your recovery codes, or it has already been used.");
    }

    private IActionResult After(Microsoft.AspNetCore.Identity.SignInResult result, string refusal)
    {
        if (result.Succeeded) return this.Back(ReturnUrl);
        ModelState.AddModelError("", result.IsLockedOut ? AccountMessages.LockedOut.Description : refusal);
        return Page();
    }

    private RedirectToPageResult Again() => RedirectToPage("/Account/Login", new { ReturnUrl });
}
