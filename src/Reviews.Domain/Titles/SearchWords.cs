using System.Globalization;
using System.Text;

namespace Reviews.Domain.Titles;

/// <summary>
/// The words of a text as used in search: folded as in a slug, but letters of scripts without an ASCII form are kept, so that every
/// film can be found by its title. A word is letters and digits, nothing else.
/// </summary>
public static class SearchWords
{
    private const string And = "and";

    /// <summary>The words in order; none when there are no letters or digits. <c>&amp;</c> is read as 'and'.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new StringBuilder(text.Length);
        foreach (var rune in WellFormed.Of(text).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (rune.Value == '&')
                words.Append(' ').Append(And).Append(' ');
            else
                words.Append(Folded(rune));
        }

        return words.ToString().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Folded(Rune rune)
    {
        if (Ascii.Of(rune) is not { } letters)
            return " ";

        if (letters.Length == 0 && Rune.IsLetter(rune))
            return KeptLetter(rune);

        return Ascii.IsFraction(rune) ? $" {letters}" : letters;
    }

    /// <summary>The letter without its marks; empty for those that only extend or modify others.</summary>
    private static string KeptLetter(Rune rune)
    {
        var letters = rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes()
            .Where(part => Rune.IsLetter(part) && Rune.GetUnicodeCategory(part) != UnicodeCategory.ModifierLetter);
        return string.Concat(letters.Select(Rune.ToLowerInvariant));
    }
}
