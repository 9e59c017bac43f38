using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Members.Erasure;
using Reviews.Application.Members.Proof;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account.Settings;

/// <summary>Erases the member's account, after a fresh proof, and redirects to the progress.</summary>
[EnableRateLimiting(QuotaServices.SignIns)]
internal sealed class EraseModel(UserManager<Member> members, FreshProof proof, ErasureService erasures) : MemberPage(members, proof)
{
    [BindProperty]
    public EraseInput Input { get; set; } = new();

    public IActionResult OnGet() => IsProved ? Page() : AskForProof();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Input.IsSure) ModelState.AddModelError("Input.IsSure", "Tick the box to confirm.");
        if (!ModelState.IsValid) return Page();
        var (outcome, token) = await erasures.EraseAsync(Caller.Required(HttpContext));
        return outcome switch
        {
            ErasureOutcome.Begun => Redirect(ErasureLinks.PageHref(token!)),
            ErasureOutcome.Operator => Refused(ErasureService.OperatorSentence),
            _ => Challenge(),
        };
    }
}

/// <summary>What the form sends.</summary>
internal sealed class EraseInput
{
    public bool IsSure { get; set; }
}
