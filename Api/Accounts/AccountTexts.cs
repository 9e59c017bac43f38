using Microsoft.AspNetCore.Identity;
using Reviews.Domain.Passwords;

namespace Reviews.Api.Accounts;

/// <summary>Identity's rules and refusals as the pages say them.</summary>
internal static class AccountTexts
{
    /// <summary>Of a link that Identity does not take, for whatever reason.</summary>
    public const string OldLink = "This link is too old, or was used before. Ask for a new one.";

    /// <summary>The rules for passwords.</summary>
    public static readonly string PasswordHint =
        $"{PasswordRules.MinLength} to {PasswordRules.MaxLength} characters of any kind. Not your email, and not one that many people use.";

    /// <summary>Of an account that was tried too often.</summary>
    public static readonly IdentityError LockedOut = new() { Code = "LockedOut", Description = "Too many wrong tries: the account is locked for a few minutes." };

    /// <summary>Why something was refused; each reason once, since user name and e-mail are one here and Identity refuses both.</summary>
    public static IEnumerable<string> Reasons(IdentityResult result) => result.Errors.Select(Reason).Distinct();

    /// <summary>One refusal as a sentence.</summary>
    public static string Reason(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) =>
            "There is an account with this e-mail already: sign in instead.",
        nameof(IdentityErrorDescriber.PasswordMismatch) => "That is not your password.",
        nameof(IdentityErrorDescriber.InvalidToken) => OldLink,
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => "The account has just changed elsewhere. Try again.",
        _ => error.Description,
    };
}
