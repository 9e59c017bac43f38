using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Reviews.Contracts.Names;
using Reviews.Domain.Names;

namespace Reviews.Application.Members;

/// <summary>Public names: which can be chosen, and when two are the same.</summary>
internal static partial class DisplayNames
{
    public const int MinLength = 2;
    public const int MaxLength = 40;

    /// <summary>The error for a name that someone has, or one that looks like it.</summary>
    public static readonly IdentityError Taken =
        new() { Code = "DuplicateDisplayName", Description = "That name is taken, or looks like one that is." };

    /// <summary>The error for a name that is too short or too long.</summary>
    public static readonly string LengthSentence = $"Must be {MinLength} to {MaxLength} characters.";

    /// <summary>The name of a member who has not chosen one: not unique, and nobody can choose one like it.</summary>
    public static string Given(long userId) => string.Create(CultureInfo.InvariantCulture, $"Member {userId % 10_000:D4}");

    /// <summary>The name without spaces at its ends and with single spaces inside, or a sentence that says why it can't be one.</summary>
    public static (string Name, string? Fault) Tidy(string? name)
    {
        var tidy = Spaces().Replace((name ?? "").Trim(' '), " ");
        return (tidy, tidy.Length is < MinLength or > MaxLength ? LengthSentence : NameText.Fault(tidy));
    }

    /// <summary>The key under which the name is owned: names that differ in case or in form only are the same.</summary>
    public static string KeyOf(string tidyName) => NameClaims.DisplayName(tidyName.Normalize(NormalizationForm.FormKC).ToUpperInvariant());

    /// <summary>The key under which its look is owned: names that can be taken for each other are the same.</summary>
    public static string LookOf(string tidyName) => NameClaims.Look(NameLook.Of(tidyName));

    /// <summary>Keys of names that it looks like, for owners who have not claimed a look yet: what it reads as in Latin letters.</summary>
    public static IEnumerable<string> KeysOfReadings(string tidyName)
    {
        var look = NameLook.Of(tidyName);
        return new[] { NameLook.InLatin(tidyName), look, look.Replace("rn", "m", StringComparison.Ordinal) }.Select(KeyOf).Distinct();
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
