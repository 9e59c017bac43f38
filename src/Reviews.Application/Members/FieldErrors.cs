using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Reviews.Application.Members.Passwords;

namespace Reviews.Application.Members;

/// <summary>Puts Identity's refusals next to the fields they are about.</summary>
internal static class FieldErrors
{
    /// <summary>Each reason once; a reason that is not about a field goes above the form.</summary>
    /// <param name="state">The page's.</param>
    /// <param name="result">What Identity said.</param>
    /// <param name="passwordField">The new password's field.</param>
    /// <param name="emailField">The email's field; null when the form has none.</param>
    public static void AddReasons(this ModelStateDictionary state, IdentityResult result, string passwordField, string? emailField = null)
    {
        foreach (var error in result.Errors.DistinctBy(AccountMessages.Reason))
            state.AddModelError(FieldOf(error, passwordField, emailField), AccountMessages.Reason(error));
    }

    private static string FieldOf(IdentityError error, string passwordField, string? emailField) => error.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordMismatch) => "",
        nameof(IdentityErrorDescriber.InvalidUserName) or nameof(IdentityErrorDescriber.InvalidEmail) => emailField ?? "",
        _ => error.Code.StartsWith(PasswordRuleValidator.CodePrefix, StringComparison.Ordinal) ? passwordField : "",
    };
}
