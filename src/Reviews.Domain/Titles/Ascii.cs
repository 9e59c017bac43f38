using System.Globalization;
using System.Text;

namespace Reviews.Domain.Titles;

/// <summary>What a character becomes in lower-case ASCII letters and digits.</summary>
internal static class Ascii
{
    /// <summary>
    /// Its letters and digits; empty when it is dropped (a mark, an apostrophe, a letter without an ASCII form); null when it separates
    /// words.
    /// </summary>
    public static string? Of(Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune);
        if (lower.IsAscii && Rune.IsLetterOrDigit(lower))
            return lower.ToString();

        // Before decomposing: 'й' is a letter of its own, not an 'и' with an accent.
        if (Transliteration.Of(lower) is { } letters)
            return letters;

        var decomposed = lower.ToString().Normalize(NormalizationForm.FormKD);
        return decomposed == lower.ToString() ? OfPlain(lower) : OfParts(decomposed);
    }

    /// <summary>Whether the character is a fraction, which must not merge with a number before it: <c>2½</c>.</summary>
    public static bool IsFraction(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNumber && rune.ToString().Normalize(NormalizationForm.FormKD).Contains('⁄');

    // Null when no part has anything; a symbol between two parts with letters separates them, as in a title.
    private static string? OfParts(string decomposed)
    {
        string? letters = null;
        var parted = false;
        foreach (var part in decomposed.EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(part);
            if (OfSingle(lower) is not { } ascii)
            {
                parted = letters?.Length > 0;
                continue;
            }

            letters += parted && ascii.Length > 0 ? "-" + ascii : ascii;
            parted &= ascii.Length == 0;
        }

        return letters;
    }

    private static string? OfSingle(Rune lower) =>
        lower.IsAscii && Rune.IsLetterOrDigit(lower) ? lower.ToString() : Transliteration.Of(lower) ?? OfPlain(lower);

    private static string? OfPlain(Rune rune)
    {
        var digit = CharUnicodeInfo.GetDecimalDigitValue(rune.ToString(), 0);
        if (digit >= 0)
            return digit.ToString(CultureInfo.InvariantCulture);

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => "",
            UnicodeCategory.ModifierLetter or UnicodeCategory.Format => "",
            _ => Rune.IsLetter(rune) ? "" : null,
        };
    }
}
