using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Api.Accounts.Mails;
using Reviews.Api.Quotas;

namespace Reviews.Api.Pages;

/// <summary>Sends a link for a new password, and says the same whether or not there is such an account.</summary>
[EnableRateLimiting(QuotaSetup.Mails)]
internal sealed class ForgotModel(AccountMails mails) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter your e-mail."), EmailAddress(ErrorMessage = "That is no e-mail address.")]
    public string Email { get; set; } = "";

    public bool IsSent { get; private set; }

    public async Task<PageResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        await mails.PostResetAsync(Email);
        IsSent = true;
        return Page();
    }
}
