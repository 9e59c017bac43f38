using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Members.Emails;
using Reviews.Application.Members.Joining;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account;

/// <summary>Creates an account and signs its member in, unless the email must be confirmed first.</summary>
[EnableRateLimiting(QuotaServices.Registrations)]
internal sealed class RegisterModel(Registration registration, SignInManager<Member> signIn) : PageModel
{
    [BindProperty]
    public RegisterInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether the next step is in an email: nobody can sign in before the address is confirmed.</summary>
    public bool WaitsForMail { get; private set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? this.Back(ReturnUrl) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var (result, member) = await registration.RegisterAsync(Input.Email, Input.Password);
        if (!result.Succeeded)
        {
            ModelState.AddReasons(result, "Input.Password", "Input.Email");
            return Page();
        }

        WaitsForMail = member is null;
        if (member is null) return Page();
        await signIn.SignInAsync(member, isPersistent: true);
        return this.Back(ReturnUrl);
    }
}

/// <summary>What the form sends.</summary>
internal sealed class RegisterInput
{
    [Required(ErrorMessage = "Enter your email."), EmailField]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Choose a password.")]
    public string Password { get; set; } = "";
}
