using System.Collections.Frozen;

namespace Reviews.Domain.Catalogue;

/// <summary>
/// Corrects titles whose Latin-1 bytes were once read as Mac Roman: <c>LÈon</c> is Léon, <c>La MÙme</c> is La Môme. Done only where no
/// language would write the text as it is: an accented capital in the middle of a word, or a symbol that no word contains.
/// </summary>
internal static class MisreadText
{
    // Pairs of the character Mac Roman shows and the Latin-1 character of the same byte.
    private static readonly FrozenDictionary<char, char> Meant =
        "ÈéËèÍêÎëÔïÏìÌíÓîÛóÙôÚò˙ú˚û˘ù¸üˆö‰ä·á‡à‚âÂåÊæÁçÒñ¯øﬂßΩ½".Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The text as it was meant; unchanged when nothing in it is certainly misread.</summary>
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

    // Irish puts one lower-case letter before a capital: 'Tír na nÓg'.
    private static bool IsInsideWord(string text, int at) => char.IsLower(text[at - 1]) && at > 1 && char.IsLetter(text[at - 2]);
}
