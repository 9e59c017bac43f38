using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Reviews.Api.Accounts;
using Reviews.Api.Accounts.Mails;
using Reviews.Api.Quotas;

namespace Reviews.Api.Pages;

/// <summary>Sets a new password by the link of a mail. The link proves the address as well, and unlocks the account.</summary>
[EnableRateLimiting(QuotaSetup.SignIns)]
internal sealed class ResetModel(UserManager<Member> members, AccountMails mails, IOptions<IdentityOptions> identity) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty, Required(ErrorMessage = "Choose a password.")]
    public string Password { get; set; } = "";

    public bool IsDone { get; private set; }

    public PasswordOptions Rules => identity.Value.Password;

    public void OnGet() => ModelState.Clear();   // nothing was sent yet that could be wrong

    public async Task<PageResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var result = await SetAsync();
        IsDone = result.Succeeded;
        foreach (var reason in AccountTexts.Reasons(result)) ModelState.AddModelError("", reason);
        return Page();
    }

    private async Task<IdentityResult> SetAsync()
    {
        // An address without an account is refused in the words for a bad link: who made the link up learns nothing.
        if (await members.FindByEmailAsync(Email ?? "") is not { Email: { } own } member) return IdentityResult.Failed(members.ErrorDescriber.InvalidToken());
        (member.EmailConfirmed, member.LockoutEnd, member.AccessFailedCount) = (true, null, 0);   // kept with the password, or not at all
        var result = await members.ResetPasswordAsync(member, LinkCodes.Decode(Code), Password);
        if (result.Succeeded) mails.Post(AccountLetters.PasswordChanged(own));
        return result;
    }
}
