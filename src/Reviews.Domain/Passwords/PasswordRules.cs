using System.Collections.Frozen;
using System.Text;
using Reviews.Domain.Data;
using Reviews.Domain.Titles;

namespace Reviews.Domain.Passwords;

/// <summary>What is wrong with a password.</summary>
public enum PasswordFault
{
    /// <summary>Fewer than <see cref="PasswordRules.MinLength"/> characters.</summary>
    TooShort,

    /// <summary>More than <see cref="PasswordRules.MaxLength"/> characters.</summary>
    TooLong,

    /// <summary>It contains half a character, which no keyboard can type.</summary>
    Broken,

    /// <summary>It is the account's email, or the part before its at sign.</summary>
    IsEmail,

    /// <summary>It is the site's name.</summary>
    IsSite,

    /// <summary>It is one of those that attackers try first.</summary>
    IsCommon,
}

/// <summary>Which passwords are allowed, following NIST SP 800-63B-4: long ones that nobody would try first. What they consist of is up to
/// their owners.</summary>
public static class PasswordRules
{
    /// <summary>Minimum length in Unicode code points: 10.</summary>
    public const int MinLength = 10;

    /// <summary>Maximum length in Unicode code points: 128.</summary>
    public const int MaxLength = 128;

    private static readonly FrozenSet<string> Common = DataLines.Of("common-passwords.txt").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The form that is hashed: NFKC, so that a password is the same from every keyboard. Malformed text stays as it is.</summary>
    public static string Normalize(string password) => WellFormed.Is(password) ? password.Normalize(NormalizationForm.FormKC) : password;

    /// <summary>Why the password can't be used; null when it can.</summary>
    /// <param name="password">As it was typed.</param>
    /// <param name="email">The account's email; null when there is none.</param>
    /// <param name="site">What the site is called.</param>
    public static PasswordFault? Judge(string password, string? email, string site)
    {
        if (!WellFormed.Is(password)) return PasswordFault.Broken;
        var form = Normalize(password);
        var length = form.EnumerateRunes().Count();
        if (length < MinLength) return PasswordFault.TooShort;
        if (length > MaxLength) return PasswordFault.TooLong;
        var word = form.ToLowerInvariant();
        if (email is not null && IsEmail(word, Normalize(email).ToLowerInvariant())) return PasswordFault.IsEmail;
        if (Bare(site.ToLowerInvariant()) is { Length: > 0 } name && Bare(word) == name) return PasswordFault.IsSite;
        return Common.Contains(word) ? PasswordFault.IsCommon : null;
    }

    private static bool IsEmail(string word, string email) => word == email || word == email[..Math.Max(0, email.LastIndexOf('@'))];

    /// <summary>Letters and digits only.</summary>
    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
