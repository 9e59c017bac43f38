using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Api.Accounts;
using Reviews.Api.Accounts.Emails;
using Reviews.Api.Accounts.Mails;
using Reviews.Api.Quotas;

namespace Reviews.Api.Pages;

/// <summary>Makes an account and signs its member in; the e-mail may be confirmed later.</summary>
[EnableRateLimiting(QuotaSetup.Registrations)]
internal sealed class RegisterModel(UserManager<Member> members, SignInManager<Member> signIn, AccountMails mails) : PageModel
{
    [BindProperty]
    public RegisterInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? this.Back(ReturnUrl) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var member = new Member { UserName = Input.Email, Email = Input.Email };
        var result = await members.CreateAsync(member, Input.Password);
        if (!result.Succeeded)
        {
            ModelState.AddReasons(result, "Input.Password", "Input.Email");
            return Page();
        }

        await mails.PostConfirmationAsync(member);
        await signIn.SignInAsync(member, isPersistent: true);
        return this.Back(ReturnUrl);
    }
}

/// <summary>What the form sends.</summary>
internal sealed class RegisterInput
{
    [Required(ErrorMessage = "Enter your e-mail."), EmailField]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Choose a password.")]
    public string Password { get; set; } = "";
}
