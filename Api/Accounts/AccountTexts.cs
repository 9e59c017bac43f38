using Microsoft.AspNetCore.Identity;

namespace Reviews.Api.Accounts;

/// <summary>Identity's rules and refusals as the pages say them.</summary>
internal static class AccountTexts
{
    /// <summary>Of a link that Identity does not take, for whatever reason.</summary>
    public const string OldLink = "This link is too old, or was used before. Ask for a new one.";

    /// <summary>The rules for passwords in one sentence.</summary>
    public static string Rules(PasswordOptions rules)
    {
        var kinds = new[]
        {
            rules.RequireUppercase ? "a capital letter" : null,
            rules.RequireLowercase ? "a small letter" : null,
            rules.RequireDigit ? "a digit" : null,
            rules.RequireNonAlphanumeric ? "a sign such as !" : null,
        }.OfType<string>().ToArray();
        var start = $"At least {rules.RequiredLength} characters";
        return kinds.Length == 0 ? start + "." : $"{start}, with each of these: {string.Join(", ", kinds)}.";
    }

    /// <summary>Why something was refused; each reason once, since user name and e-mail are one here and Identity refuses both.</summary>
    public static IEnumerable<string> Reasons(IdentityResult result) => result.Errors.Select(Reason).Distinct();

    private static string Reason(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) =>
            "There is an account with this e-mail already: sign in instead.",
        nameof(IdentityErrorDescriber.InvalidUserName) or nameof(IdentityErrorDescriber.InvalidEmail) => "This e-mail can't be used here.",
        nameof(IdentityErrorDescriber.PasswordMismatch) => "That is not your password.",
        nameof(IdentityErrorDescriber.InvalidToken) => OldLink,
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => "The account has just changed elsewhere. Try again.",
        _ => error.Description,
    };
}
