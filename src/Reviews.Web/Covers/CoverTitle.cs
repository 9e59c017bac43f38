using System.Globalization;

namespace Reviews.Web.Covers;

/// <summary>
/// A title in lines that fit a cover. SVG breaks no lines by itself, so they are broken here, by the widths of the letters.
/// </summary>
/// <param name="Size">Size of the type, in the cover's units.</param>
/// <param name="Lines">One to <see cref="MaxLines"/>.</param>
/// <param name="IsRightToLeft">Whether the title begins with a letter of a script that runs from right to left.</param>
internal sealed record CoverTitle(int Size, IReadOnlyList<string> Lines, bool IsRightToLeft)
{
    /// <summary>Most lines of a title; what is longer ends in '…'.</summary>
    public const int MaxLines = 6;

    /// <summary>Most letters that are looked at: 160, more than the smallest type shows.</summary>
    public const int MaxLetters = 160;

    /// <summary>How far capitals rise above the base, as a part of the size.</summary>
    public const double Ascent = 0.74;

    /// <summary>What the lines may take up. The width keeps a tenth back, for readers whose own font is wider.</summary>
    private const int RoomWidth = 152, RoomHeight = 112;

    private const double Leading = 1.04;

    /// <summary>The sizes of type, largest first: the first in which the title fits is taken.</summary>
    private static readonly int[] Sizes = [92, 72, 56, 46, 39, 34, 30, 27, 24, 21, 18];

    /// <summary>From one base to the next.</summary>
    public int LineHeight => HeightOf(Size);

    /// <summary>Sets a title.</summary>
    public static CoverTitle Set(string title)
    {
        var words = Letters.WordsOf(title, MaxLetters);
        var isRightToLeft = Letters.BeginsRightToLeft(words);
        foreach (var size in Sizes)
        {
            var lines = LineBreaker.Break(words, (double)RoomWidth / size, splits: false);
            if (lines is not null && lines.Count <= LinesIn(size)) return new CoverTitle(size, lines, isRightToLeft);
        }

        return new CoverTitle(Sizes[^1], Cut(LineBreaker.Break(words, (double)RoomWidth / Sizes[^1], splits: true)!), isRightToLeft);
    }

    private static int LinesIn(int size) => Math.Min(MaxLines, RoomHeight / HeightOf(size));

    private static int HeightOf(int size) => (int)Math.Round(size * Leading, MidpointRounding.AwayFromZero);

    private static List<string> Cut(List<string> lines)
    {
        var most = LinesIn(Sizes[^1]);
        if (lines.Count <= most) return lines;
        var last = StringInfo.ParseCombiningCharacters(lines[most - 1]);
        var kept = lines[most - 1][..last[Math.Max(0, last.Length - 2)]].TrimEnd();
        return [.. lines[..(most - 1)], kept + "…"];
    }
}
