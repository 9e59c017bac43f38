using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Members.Proof;
using Reviews.Application.Members.TwoFactor;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account.Settings;

/// <summary>Sets up two-factor sign-in with an authenticator app, turns it off, and creates recovery codes.</summary>
/// <remarks>
/// What turns it on, off or changes its key signs all other browsers and programs out: Identity gives the account a new security stamp.
/// </remarks>
[EnableRateLimiting(QuotaServices.SignIns)]
internal sealed class TwoFactorSettingsModel(UserManager<Member> members, MemberManager keys, FreshProof proof) : MemberPage(members, proof)
{
    public bool IsOn { get; private set; }

    public int CodesLeft { get; private set; }

    /// <summary>Codes that were just created; shown only this once.</summary>
    public IReadOnlyList<string> NewCodes { get; private set; } = [];

    /// <summary>The key to type into an authenticator, while that is being set up.</summary>
    public string? Key { get; private set; }

    /// <summary>The same for its camera.</summary>
    public QrDrawing Drawing { get; private set; } = new(0, "");

    public async Task<IActionResult> OnGetAsync()
    {
        var member = await ReadAsync();
        if (IsOn || Key is null) return Page();
        if (!IsProved) return AskForProof();
        await keys.ShowAuthenticatorKeyAsync(member);
        return Page();
    }

    /// <summary>A new key, so that one that someone saw earlier is worthless.</summary>
    public async Task<IActionResult> OnPostStartAsync()
    {
        var member = await ReadAsync();
        if (IsOn) return RedirectToPage();
        var result = await Members.ResetAuthenticatorKeyAsync(member);
        if (!result.Succeeded) return Refused(result);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostOnAsync(string? code)
    {
        var member = await ReadAsync();
        if (IsOn || Key is null) return RedirectToPage();
        if (!IsProved) return AskForProof();   // before the code is judged, and used up
        if (!await Members.VerifyTwoFactorTokenAsync(member, Members.Options.Tokens.AuthenticatorTokenProvider, code ?? ""))
            return Refused("That code is wrong or has expired. Is your phone’s clock right?");

        var result = await Members.SetTwoFactorEnabledAsync(member, true);
        return result.Succeeded ? await ShowCodesAsync(member) : Refused(result);
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        var member = await ReadAsync();
        return IsOn ? await ShowCodesAsync(member) : RedirectToPage();
    }

    public async Task<IActionResult> OnPostOffAsync()
    {
        var member = await ReadAsync();
        if (!IsOn) return RedirectToPage();
        var result = await Members.SetTwoFactorEnabledAsync(member, false);
        if (!result.Succeeded) return Refused(result);
        return Done("Two-factor sign-in is off.");
    }

    private async Task<PageResult> ShowCodesAsync(Member member)
    {
        NewCodes = [.. await Members.GenerateNewTwoFactorRecoveryCodesAsync(member, RecoveryCode.PerAccount) ?? []];
        if (NewCodes.Count == 0) ModelState.AddModelError("", "The recovery codes couldn’t be created just now. Try again.");
        Read(member);
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    private async Task<Member> ReadAsync()
    {
        var member = await MemberAsync();
        Read(member);
        return member;
    }

    private void Read(Member member)
    {
        (IsOn, CodesLeft) = (member.TwoFactorEnabled, member.RecoveryCodes.Count);
        if (IsOn || member.AuthenticatorKey is not { } key) return;
        Key = AuthenticatorKey.Spell(key);
        Drawing = AuthenticatorKey.Draw(AuthenticatorKey.Address(key, member.Email ?? ""));
    }
}
