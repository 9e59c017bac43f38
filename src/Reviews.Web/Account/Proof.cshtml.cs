using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Members.Passkeys;
using Reviews.Application.Members.Proof;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account;

/// <summary>Asks a signed-in member to prove again that it is them, before something that opens or closes the account.</summary>
[Authorize(AccountServices.MemberPages), EnableRateLimiting(QuotaServices.SignIns)]
internal sealed class ProofModel(UserManager<Member> members, PasskeyCeremonies passkeys, FreshProof proof) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether a code from an authenticator is accepted instead of the password.</summary>
    public bool HasCodes { get; private set; }

    public bool HasPasskeys { get; private set; }

    public async Task OnGetAsync() => await MemberAsync();

    public async Task<IActionResult> OnPostAsync(string? password) =>
        After(await proof.ByPasswordAsync(await MemberAsync(), password ?? ""), "That is not your password.");

    public async Task<IActionResult> OnPostCodeAsync(string? code) =>
        After(await proof.ByCodeAsync(await MemberAsync(), code ?? ""), "That code is wrong or has expired.");

    /// <summary>For the script: the options for the browser's authenticators.</summary>
    public async Task<ContentResult> OnPostPasskeyOptionsAsync() =>
        Content(await passkeys.AskToSignInAsync(), MediaTypeNames.Application.Json);

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential) =>
        After(await proof.ByPasskeyAsync(await MemberAsync(), credential ?? ""),
            "That didn’t work: it isn’t one of your passkeys, or it took too long.");

    private IActionResult After(ProofOutcome outcome, string refusal)
    {
        if (outcome == ProofOutcome.Done) return this.Back(ReturnUrl);
        ModelState.AddModelError("", outcome == ProofOutcome.Locked ? AccountMessages.LockedOut.Description : refusal);
        return Page();
    }

    private async Task<Member> MemberAsync()
    {
        var member = await members.GetUserAsync(User) ?? throw new InvalidOperationException("A signed-in member has an account.");
        (HasCodes, HasPasskeys) = (member.TwoFactorEnabled, member.Passkeys.Count > 0);
        return member;
    }
}
