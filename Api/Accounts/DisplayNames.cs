using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Reviews.Contracts.Names;

namespace Reviews.Api.Accounts;

/// <summary>Public names: which may be chosen, and when two are the same.</summary>
internal static partial class DisplayNames
{
    public const int MinLength = 2;
    public const int MaxLength = 40;

    /// <summary>What a lost race for a name says.</summary>
    public static readonly IdentityError Taken = new() { Code = "DuplicateDisplayName", Description = "That name is taken." };

    /// <summary>The name of a member who has not chosen one: not unique, and nobody may choose one like it.</summary>
    public static string Given(long userId) => string.Create(CultureInfo.InvariantCulture, $"Member {userId % 10_000:D4}");

    /// <summary>The name without blanks at its ends and with single blanks inside; null when it can't be one.</summary>
    public static string? Tidy(string? name)
    {
        if (name is null || name.Any(char.IsControl)) return null;
        var tidy = Blanks().Replace(name.Trim(), " ");
        return tidy.Length is >= MinLength and <= MaxLength ? tidy : null;
    }

    /// <summary>Whether the name looks like one that is given.</summary>
    public static bool IsReserved(string tidyName) => GivenPattern().IsMatch(tidyName.Normalize(NormalizationForm.FormKC));

    /// <summary>The key under which the name is owned: names that differ in case or in form only are the same.</summary>
    public static string KeyOf(string tidyName) => NameClaims.DisplayName(tidyName.Normalize(NormalizationForm.FormKC).ToUpperInvariant());

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^member \d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GivenPattern();
}
