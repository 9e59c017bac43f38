namespace Reviews.Web.Covers;

/// <summary>Breaks words into lines.</summary>
internal static class LineBreaker
{
    private const double Space = 0.22;

    /// <summary>Fills lines one after the other.</summary>
    /// <param name="words">Each as its letters.</param>
    /// <param name="room">The width of a line, in sizes of type.</param>
    /// <param name="splits">Whether a word wider than a line may be split anywhere.</param>
    /// <returns>Null when a word is wider than a line and may not be split.</returns>
    public static List<string>? Break(IReadOnlyList<IReadOnlyList<string>> words, double room, bool splits)
    {
        var lines = new List<string>();
        var (line, filled) = ("", 0.0);
        foreach (var piece in words.SelectMany(word => PiecesOf(word, room, splits)))
        {
            var width = WidthOf(piece.Letters);
            if (width > room) return null;
            var gap = piece.BeginsWord && line.Length > 0 ? Space : 0;
            if (line.Length > 0 && filled + gap + width > room)
            {
                lines.Add(line);
                (line, filled, gap) = ("", 0, 0);
            }

            line += (gap > 0 ? " " : "") + string.Concat(piece.Letters);
            filled += gap + width;
        }

        lines.Add(line);
        return lines;
    }

    /// <summary>
    /// Where a word may be broken: after a hyphen or a slash, beside a letter of a script without spaces, and anywhere if it must.
    /// </summary>
    private static IEnumerable<Piece> PiecesOf(IReadOnlyList<string> word, double room, bool splits)
    {
        var isTooWide = splits && WidthOf(word) > room;
        var start = 0;
        for (var i = 0; i < word.Count; i++)
        {
            var ends = i == word.Count - 1 || isTooWide || word[i] is "-" or "/" || Letters.IsWide(word[i]) || Letters.IsWide(word[i + 1]);
            if (!ends) continue;
            yield return new Piece(word.Skip(start).Take(i + 1 - start).ToArray(), start == 0);
            start = i + 1;
        }
    }

    private static double WidthOf(IEnumerable<string> letters) => letters.Sum(Letters.WidthOf);

    private readonly record struct Piece(IReadOnlyList<string> Letters, bool BeginsWord);
}
