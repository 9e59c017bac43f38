using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Members.Passkeys;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account;

/// <summary>Signs a member in by cookie, and returns them to where they came from. A second factor is requested on the next page.</summary>
[EnableRateLimiting(QuotaServices.SignIns)]
internal sealed class LoginModel(SignInManager<Member> signIn, PasskeyCeremonies passkeys) : PageModel
{
    [BindProperty]
    public LoginInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? this.Back(ReturnUrl) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var result = await signIn.PasswordSignInAsync(Input.Email, Input.Password, Input.IsRemembered, lockoutOnFailure: false);
        if (result.RequiresTwoFactor) return RedirectToPage("/Account/TwoFactor", new { ReturnUrl, Input.IsRemembered });
        if (result.Succeeded) return this.Back(ReturnUrl);
        return Refused(AccountMessages.Reason(result, signIn.Options.SignIn.RequireConfirmedEmail));
    }

    /// <summary>For the script: the options for the browser's authenticators.</summary>
    public async Task<ContentResult> OnPostPasskeyOptionsAsync() =>
        Content(await passkeys.AskToSignInAsync(), MediaTypeNames.Application.Json);

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        ModelState.Clear();   // the fields above the button are not required
        return await passkeys.SignInAsync(credential, isPersistent: true)
            ? this.Back(ReturnUrl)
            : Refused("That didn’t work: we don’t know this passkey, or it took too long.");
    }

    private PageResult Refused(string why)
    {
        ModelState.AddModelError("", why);
        return Page();
    }
}

/// <summary>What the sign-in form sends.</summary>
internal sealed class LoginInput
{
    [Required(ErrorMessage = "Enter your email.")]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Enter your password.")]
    public string Password { get; set; } = "";

    /// <summary>Whether the browser stays signed in after it is closed.</summary>
    public bool IsRemembered { get; set; } = true;
}
