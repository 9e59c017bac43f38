using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Reviews.Api.Accounts;

namespace Reviews.Api.Pages;

/// <summary>Makes an account and signs its member in.</summary>
internal sealed class RegisterModel(UserManager<Member> members, SignInManager<Member> signIn, IOptions<IdentityOptions> identity) : PageModel
{
    [BindProperty]
    public RegisterInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public PasswordOptions Rules => identity.Value.Password;

    /// <summary>The rules for passwords, as configured, in one sentence.</summary>
    public string RulesSentence
    {
        get
        {
            var kinds = new[]
            {
                Rules.RequireUppercase ? "a capital letter" : null,
                Rules.RequireLowercase ? "a small letter" : null,
                Rules.RequireDigit ? "a digit" : null,
                Rules.RequireNonAlphanumeric ? "a sign such as !" : null,
            }.OfType<string>().ToArray();
            var start = $"At least {Rules.RequiredLength} characters";
            return kinds.Length == 0 ? start + "." : $"{start}, with each of these: {string.Join(", ", kinds)}.";
        }
    }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Back() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var member = new Member { UserName = Input.Email, Email = Input.Email };
        var result = await members.CreateAsync(member, Input.Password);
        if (!result.Succeeded)
        {
            foreach (var message in result.Errors.Select(Message).Distinct()) ModelState.AddModelError("", message);
            return Page();
        }

        await signIn.SignInAsync(member, isPersistent: true);
        return Back();
    }

    /// <summary>User name and e-mail are one here; Identity refuses each in its own words.</summary>
    private static string Message(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) =>
            "There is an account with this e-mail already: sign in instead.",
        nameof(IdentityErrorDescriber.InvalidUserName) or nameof(IdentityErrorDescriber.InvalidEmail) => "This e-mail can't be used here.",
        _ => error.Description,
    };

    private LocalRedirectResult Back() => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
}

/// <summary>What the form sends.</summary>
internal sealed class RegisterInput
{
    [Required(ErrorMessage = "Enter your e-mail."), EmailAddress(ErrorMessage = "That is no e-mail address.")]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Choose a password.")]
    public string Password { get; set; } = "";
}
