using System.Globalization;
using System.Text;

namespace Reviews.Web.Covers;

/// <summary>
/// What typesetting titles needs to know about letters. A letter is what a reader sees as one: a character with its accents, or an emoji of
/// several.
/// </summary>
internal static class Letters
{
    private const double WideWidth = 1.1;
    private const double CapitalWidth = 0.78;
    private const double OtherWidth = 0.66;

    /// <summary>Width of each printable ASCII character of the display type, in hundredths of its size, from the space on.</summary>
    private static ReadOnlySpan<byte> AsciiWidths =>
    [
        22, 28, 37, 59, 59, 81, 73, 20, 29, 29, 43, 51, 25, 36, 24, 40, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 26, 27, 51, 51, 51, 46,
        89, 73, 66, 71, 77, 65, 61, 76, 82, 35, 46, 75, 62, 100, 78, 78, 63, 78, 67, 57, 68, 77, 71, 100, 74, 70, 64, 33, 40, 33, 51, 41,
        50, 47, 56, 45, 57, 47, 36, 51, 57, 29, 26, 56, 28, 85, 59, 53, 57, 55, 41, 40, 36, 55, 54, 76, 52, 54, 44, 32, 25, 32, 51,
    ];

    /// <summary>The words of a text, each as its letters, without invisible characters. Never empty.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> WordsOf(string text, int maxLetters)
    {
        var words = new List<List<string>>();
        List<string>? word = null;
        var letters = StringInfo.GetTextElementEnumerator(text);
        for (var left = maxLetters; left > 0 && letters.MoveNext(); left--)
        {
            var letter = letters.GetTextElement();
            if (char.IsWhiteSpace(letter, 0)) word = null;
            else if (Shows(letter)) (word ??= Begin(words)).Add(letter);
        }

        return words.Count > 0 ? words : [["–"]];
    }

    /// <summary>About how wide a letter is, in sizes of type.</summary>
    public static double WidthOf(string letter)
    {
        if (letter[0] is >= ' ' and <= '~') return AsciiWidths[letter[0] - ' '] / 100.0;
        if (IsWide(letter)) return WideWidth;
        return char.IsUpper(letter, 0) ? CapitalWidth : OtherWidth;
    }

    /// <summary>
    /// Whether it is as wide as high, and a line may end beside it: the letters of Chinese, Japanese and Korean, and emoji.
    /// </summary>
    public static bool IsWide(string letter)
    {
        var first = FirstOf(letter);
        return first is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F)
            or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F000 and <= 0x1FBFF) or (>= 0x20000 and <= 0x3FFFD);
    }

    /// <summary>
    /// Whether the first letter that has a direction is Hebrew, Arabic or of another script that runs from right to left.
    /// </summary>
    public static bool BeginsRightToLeft(IEnumerable<IReadOnlyList<string>> words)
    {
        var first = words.SelectMany(word => word).FirstOrDefault(letter => char.IsLetter(letter, 0));
        return first is not null && FirstOf(first) is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC)
            or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
    }

    private static List<string> Begin(List<List<string>> words)
    {
        words.Add([]);
        return words[^1];
    }

    private static bool Shows(string letter) => CharUnicodeInfo.GetUnicodeCategory(letter, 0)
        is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned);

    private static int FirstOf(string letter) => Rune.TryGetRuneAt(letter, 0, out var rune) ? rune.Value : letter[0];
}
