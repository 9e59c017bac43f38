using Microsoft.AspNetCore.Identity;
using Reviews.Domain.Passwords;

namespace Reviews.Application.Members;

/// <summary>Identity's rules and refusals in the words of our pages.</summary>
internal static class AccountMessages
{
    /// <summary>For a link that Identity does not accept, for whatever reason.</summary>
    public const string OldLink = "This link has expired or has already been used. Request a new one.";

    /// <summary>The rules for passwords.</summary>
    public static readonly string PasswordHint =
        $"{PasswordRules.MinLength} to {PasswordRules.MaxLength} characters of any kind. Not your email, and not one that many people use.";

    /// <summary>For secrets that were tried too often. The same whether or not there is an account.</summary>
    public static readonly IdentityError LockedOut =
        new() { Code = "LockedOut", Description = "Too many failed attempts. Try again in 15 minutes." };

    /// <summary>Why a password did not sign anyone in.</summary>
    /// <param name="result">As Identity says it.</param>
    /// <param name="confirmedOnly">Whether only confirmed accounts can sign in; never said about a particular account.</param>
    public static string Reason(SignInResult result, bool confirmedOnly) => result.IsLockedOut ? LockedOut.Description
        : confirmedOnly ? "Wrong email or password, or your email isn't confirmed yet: if so, click the link we sent you."
        : "Wrong email or password.";

    /// <summary>Why something was refused; each reason once, since user name and email are one here and Identity refuses both.</summary>
    public static IEnumerable<string> Reasons(IdentityResult result) => result.Errors.Select(Reason).Distinct();

    /// <summary>Why something was refused, as Identity's endpoints tell apps: sentences by code.</summary>
    public static Dictionary<string, string[]> ByCode(IdentityResult result) => result.Errors.GroupBy(error => error.Code)
        .ToDictionary(errors => errors.Key, errors => errors.Select(Reason).ToArray());

    /// <summary>One refusal as a sentence.</summary>
    public static string Reason(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) =>
            "There is already an account with this email. Sign in instead.",
        nameof(IdentityErrorDescriber.PasswordMismatch) => "That is not your password.",
        nameof(IdentityErrorDescriber.InvalidToken) => OldLink,
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => "The account has just changed elsewhere. Try again.",
        _ => error.Description,
    };
}
