using System.Globalization;
using System.Text;
using Reviews.Domain.Titles;

namespace Reviews.Domain.Names;

/// <summary>What a name may consist of: only visible characters, and nothing that changes how the text around it looks.</summary>
public static class NameText
{
    /// <summary>Maximum marks on one letter: 2, as Vietnamese needs.</summary>
    public const int MaxMarks = 2;

    /// <summary>Characters that Unicode counts as symbols but that are drawn blank: the Braille blank and the musical null
    /// notehead.</summary>
    private static readonly int[] BlankSigns = [0x2800, 0x1D159];

    /// <summary>Marks, embeddings, overrides and isolates of the bidirectional algorithm.</summary>
    private static readonly (int First, int Last)[] Directions = [(0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069)];

    /// <summary>Characters that are not drawn: Unicode's Default_Ignorable_Code_Point without the directions. Includes tags and variation
    /// selectors.</summary>
    private static readonly (int First, int Last)[] Invisibles =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200D), (0x2060, 0x2065),
        (0x206A, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    /// <summary>Subjoined letters of Tibetan: marks to Unicode, and a letter can carry as many as the word needs.</summary>
    private static readonly (int First, int Last)[] Subjoined = [(0x0F8D, 0x0FBC)];

    /// <summary>Why the text can't be a name, as a sentence that says what is wrong; null when nothing is.</summary>
    public static string? Fault(string text)
    {
        if (!WellFormed.Is(text)) return "A name can't contain half a character.";
        return text.EnumerateRunes().Select(Fault).FirstOrDefault(fault => fault is not null)
            ?? (
                HasStackedMarks(text)
                    ? $"A letter in a name can have at most {MaxMarks} accents or other marks, and a mark needs a letter."
                    : null);
    }

    private static string? Fault(Rune rune)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
        if (Rune.IsControl(rune)) return $"A name can't contain control characters, such as a line break; this one has {code}.";
        if (IsIn(Directions, rune)) return $"A name can't contain characters that change the writing direction; this one has {code}.";
        if (IsIn(Invisibles, rune)) return $"A name can't contain invisible characters; this one has {code}.";
        if (IsOddBlank(rune)) return $"The only kind of space a name can contain is the ordinary one; this one has {code}.";
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            ? $"A name can't contain characters that nobody can read; this one has {code}."
            : null;
    }

    private static bool IsOddBlank(Rune rune) => (Rune.IsWhiteSpace(rune) && rune.Value != ' ') || BlankSigns.Contains(rune.Value);

    private static bool HasStackedMarks(string text)
    {
        var marks = MaxMarks;   // nothing before the first letter could carry a mark
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : Rune.IsWhiteSpace(rune) ? MaxMarks : 0;
            if (marks > MaxMarks) return true;
        }

        return false;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark && !IsIn(Subjoined, rune);

    private static bool IsIn((int First, int Last)[] ranges, Rune rune) =>
        ranges.Any(range => rune.Value >= range.First && rune.Value <= range.Last);
}
