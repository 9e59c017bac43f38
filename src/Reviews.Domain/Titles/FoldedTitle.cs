using System.Globalization;
using System.Text;

namespace Reviews.Domain.Titles;

/// <summary>
/// A title for comparison, ignoring case, accents, punctuation and double spaces. Unlike a slug it keeps letters of every script, so that
/// films whose titles have no ASCII form stay distinct.
/// </summary>
public static class FoldedTitle
{
    /// <summary>The title's words with one space between them; a title of symbols only is kept as it is, in lower case.</summary>
    public static string Of(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var folded = new StringBuilder(title.Length);
        var parted = false;
        foreach (var rune in WellFormed.Of(title).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsMark(rune))
                continue;

            if (!Rune.IsLetterOrDigit(rune))
            {
                parted = folded.Length > 0;
                continue;
            }

            if (parted)
                folded.Append(' ');

            parted = false;
            folded.Append(Rune.ToLowerInvariant(rune));
        }

        return folded.Length > 0 ? folded.ToString() : title.Trim().ToLowerInvariant();
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
