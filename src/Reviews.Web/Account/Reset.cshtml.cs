using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Members.Recovery;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account;

/// <summary>
/// Sets a new password with the link from an email. The link proves the address as well, and takes the account back from whoever had
/// it.
/// </summary>
[EnableRateLimiting(QuotaServices.SignIns)]
internal sealed class ResetModel(PasswordRecovery recovery) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty, Required(ErrorMessage = "Choose a password.")]
    public string Password { get; set; } = "";

    public bool IsDone { get; private set; }

    public void OnGet() => ModelState.Clear();   // nothing has been sent yet that could be wrong

    public async Task<PageResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var result = await recovery.SetAsync(Email, Code, Password);
        IsDone = result.Succeeded;
        ModelState.AddReasons(result, nameof(Password));
        return Page();
    }
}
