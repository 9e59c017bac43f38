using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Api.Accounts;
using Reviews.Api.Accounts.Proof;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Me.Erasure;
using Reviews.Api.Quotas;

namespace Reviews.Api.Pages;

/// <summary>Erases the member's account, by the password, and leads to the progress.</summary>
[EnableRateLimiting(QuotaSetup.SignIns)]
internal sealed class EraseModel(UserManager<Member> members, FreshProof proof, Erasing erasing) : MemberPage(members, proof)
{
    [BindProperty]
    public EraseInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Input.IsSure) ModelState.AddModelError("Input.IsSure", "Tick the box if you are sure.");
        if (!ModelState.IsValid) return Page();
        var member = await MemberAsync();
        if (!await IsPasswordAsync(member, Input.Password)) return Page();
        if (member.Roles.Contains(MemberRoles.Operator)) return Refused(Erasing.OperatorSentence);
        return await erasing.EraseAsync(Caller.Required(HttpContext)) is { } token ? Redirect(ErasureLinks.PageHref(token)) : Challenge();
    }
}

/// <summary>What the form sends.</summary>
internal sealed class EraseInput
{
    [Required(ErrorMessage = "Enter your password.")]
    public string Password { get; set; } = "";

    public bool IsSure { get; set; }
}
