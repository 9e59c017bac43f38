using System.Globalization;
using System.Text;

namespace Reviews.Domain.Titles;

/// <summary>The name of a film in URLs: <c>never-let-me-go-2010</c>.</summary>
public static class Slug
{
    /// <summary>Maximum characters per slug: 200.</summary>
    public const int MaxLength = 200;

    /// <summary>Maximum characters a title contributes to a slug; year and suffix always fit after them.</summary>
    public const int MaxTitleLength = 180;

    /// <summary>Replaces a title without any letter or digit that has an ASCII form.</summary>
    public const string Untitled = "untitled";

    /// <summary>
    /// The title in lower-case ASCII, its words joined by '-', then '-' and the year. Accents are folded, other letters transliterated or
    /// dropped; an apostrophe stays inside its word (<c>schindlers-list-1993</c>), every other symbol separates words.
    /// </summary>
    /// <param name="title">The title as printed.</param>
    /// <param name="year">The year of release, 1 to 9999; null leaves it out.</param>
    public static string Of(string title, int? year)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentOutOfRangeException.ThrowIfLessThan(year ?? 1, 1, nameof(year));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year ?? 1, DateTime.MaxValue.Year, nameof(year));

        var words = Shorten(Words(title));
        if (words.Length == 0)
            words = Untitled;

        return year is null ? words : string.Create(CultureInfo.InvariantCulture, $"{words}-{year}");
    }

    /// <summary>The slug of the <paramref name="number"/>th film that would otherwise have this slug: <c>-2</c>, <c>-3</c>.</summary>
    /// <param name="slug">The slug without a suffix.</param>
    /// <param name="number">2 or more.</param>
    public static string WithSuffix(string slug, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 2);
        if (!IsValid(slug))
            throw new ArgumentException("Not a slug.", nameof(slug));

        return string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
    }

    /// <summary>Whether the text can be a slug: 1 to 200 characters of a-z, 0-9 and '-'.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static string Words(string title)
    {
        var words = new StringBuilder(title.Length);
        var parted = false;
        foreach (var rune in WellFormed.Of(title).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Ascii.Of(rune) is not { } letters)
            {
                parted = words.Length > 0;
                continue;
            }

            parted |= words.Length > 0 && Ascii.IsFraction(rune);
            if (letters.Length > 0 && parted)
                words.Append('-');

            parted &= letters.Length == 0;
            words.Append(letters);
        }

        return words.ToString();
    }

    private static string Shorten(string words)
    {
        if (words.Length <= MaxTitleLength)
            return words;

        var lastWhole = words.LastIndexOf('-', MaxTitleLength);
        return words[..(lastWhole > 0 ? lastWhole : MaxTitleLength)];
    }
}
