using System.Collections.Frozen;

namespace Reviews.Domain.Catalogue;

/// <summary>
/// Corrects titles whose Latin-1 bytes were once read as Mac Roman: <c>LÈon</c> is Léon, <c>La MÙme</c> is La Môme. Done only where no
/// language writes what stands there: a capital with an accent in the middle of a word, or a sign that no word holds.
/// </summary>
internal static class MisreadText
{
    // What Mac Roman shows, and the Latin-1 character whose byte it is.
    private static readonly FrozenDictionary<char, char> Meant =
        "ÈéËèÍêÎëÔïÏìÌíÓîÛóÙôÚò˙ú˚û˘ù¸üˆö‰ä·á‡à‚âÂåÊæÁçÒñ¯øﬂßΩ½".Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The text as it was meant; the text itself when nothing in it is certain to be misread.</summary>
    public static string SetRight(string text) =>
        Enumerable.Range(1, Math.Max(0, text.Length - 1)).Any(at => IsMisread(text, at))
            ? string.Concat(text.Select(c => Meant.GetValueOrDefault(c, c)))
            : text;

    private static bool IsMisread(string text, int at)
    {
        var (before, after) = (text[at - 1], at + 1 < text.Length ? text[at + 1] : ' ');
        return text[at] switch
        {
            'Ω' => char.IsAsciiDigit(before) && !char.IsLetter(after),
            '‰' => char.IsLetter(before) && char.IsLetter(after),
            '˘' => char.IsLetter(before),
            var c when char.IsUpper(c) && Meant.ContainsKey(c) => char.IsUpper(before) ? char.IsLower(after) : IsInsideWord(text, at),
            _ => false,
        };
    }

    // Irish sets one small letter before a capital: 'Tír na nÓg'.
    private static bool IsInsideWord(string text, int at) => char.IsLower(text[at - 1]) && at > 1 && char.IsLetter(text[at - 2]);
}
