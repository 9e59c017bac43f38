using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Members.Proof;
using Reviews.Application.Quotas;

namespace Reviews.Web.Account.Settings;

/// <summary>Changes the password, which signs all other browsers and programs out.</summary>
[EnableRateLimiting(QuotaServices.SignIns)]
internal sealed class PasswordModel(UserManager<Member> members, FreshProof proof) : MemberPage(members, proof)
{
    [BindProperty]
    public PasswordInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var member = await MemberAsync();
        var result = await Members.ChangePasswordAsync(member, Input.Current, Input.New);
        if (result.Succeeded) return Done("Your password has been changed, and all other browsers and apps have been signed out.");
        ModelState.AddReasons(result, IsAboutCurrent(result) ? "Input.Current" : "Input.New");
        return Page();
    }

    private static bool IsAboutCurrent(IdentityResult result) =>
        result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.PasswordMismatch) || error == AccountMessages.LockedOut);
}

/// <summary>What the form sends.</summary>
internal sealed class PasswordInput
{
    [Required(ErrorMessage = "Enter your current password.")]
    public string Current { get; set; } = "";

    [Required(ErrorMessage = "Choose a new password.")]
    public string New { get; set; } = "";
}
