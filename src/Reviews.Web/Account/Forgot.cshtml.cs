using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members.Emails;
using Reviews.Application.Members.Recovery;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account;

/// <summary>Sends a link for a new password, and says the same whether or not there is such an account.</summary>
[EnableRateLimiting(QuotaServices.Mails)]
internal sealed class ForgotModel(PasswordRecovery recovery) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter your email."), EmailField]
    public string Email { get; set; } = "";

    public bool IsSent { get; private set; }

    public async Task<PageResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        await recovery.AskAsync(Email, forProgram: false);
        IsSent = true;
        return Page();
    }
}
