using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Members.Emails;
using Reviews.Application.Members.AccountMail;
using Reviews.Application.Members.Proof;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account.Settings;

/// <summary>Confirms the member's address, and changes it with a link sent to the new one.</summary>
[EnableRateLimiting(QuotaServices.Mails)]
internal sealed class EmailModel(UserManager<Member> members, FreshProof proof, AccountMailer mailer) : MemberPage(members, proof)
{
    [BindProperty]
    public EmailInput Input { get; set; } = new();

    public string? Current { get; private set; }

    public bool IsConfirmed { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await ReadAsync();
        return IsProved ? Page() : AskForProof();   // before anything is typed
    }

    public async Task<IActionResult> OnPostConfirmationAsync()
    {
        ModelState.Clear();   // the other form was not sent
        var member = await ReadAsync();
        if (member.EmailConfirmed) return Done("Your email is already confirmed.");
        await mailer.PostConfirmationAsync(member);
        return Done($"We’ve sent a link to {member.Email}.");
    }

    public async Task<IActionResult> OnPostChangeAsync()
    {
        var member = await ReadAsync();
        if (!ModelState.IsValid) return Page();
        if (Members.NormalizeEmail(Input.Email) == member.NormalizedEmail) return Refused("That’s already your email.");
        if (!IsProved) return AskForProof();
        await mailer.PostChangeAsync(member, Input.Email);
        return Done($"We’ve sent a link to {Input.Email}. Your email changes when you click it.");
    }

    private async Task<Member> ReadAsync()
    {
        var member = await MemberAsync();
        (Current, IsConfirmed) = (member.Email, member.EmailConfirmed);
        return member;
    }
}

/// <summary>What the form sends.</summary>
internal sealed class EmailInput
{
    [Required(ErrorMessage = "Enter the new email."), EmailField]
    public string Email { get; set; } = "";
}
