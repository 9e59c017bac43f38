using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Api.Accounts;

namespace Reviews.Api.Pages;

/// <summary>Signs a member in by cookie, and leads back to where he came from.</summary>
internal sealed class LoginModel(SignInManager<Member> signIn) : PageModel
{
    [BindProperty]
    public LoginInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>True once the password was right and the account asks for a code as well.</summary>
    public bool AsksForCode { get; private set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Back() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var result = await signIn.PasswordSignInAsync(Input.Email, Input.Password, isPersistent: true, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
        {
            AsksForCode = true;
            if (string.IsNullOrWhiteSpace(Input.Code)) return Refused("Enter your password again, and the code of your authenticator.");
            result = await signIn.TwoFactorAuthenticatorSignInAsync(Input.Code, isPersistent: true, rememberClient: false);
        }

        if (result.Succeeded) return Back();
        return Refused(result.IsLockedOut
            ? "Too many wrong tries: the account is locked for a few minutes."
            : "That did not work. Check the e-mail and the password.");
    }

    private PageResult Refused(string why)
    {
        ModelState.AddModelError("", why);
        return Page();
    }

    private LocalRedirectResult Back() => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
}

/// <summary>What the sign-in form sends.</summary>
internal sealed class LoginInput
{
    [Required(ErrorMessage = "Enter your e-mail.")]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Enter your password.")]
    public string Password { get; set; } = "";

    /// <summary>The authenticator's code, for accounts that ask for one.</summary>
    public string? Code { get; set; }
}
