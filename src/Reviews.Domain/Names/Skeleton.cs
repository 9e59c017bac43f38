using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Reviews.Domain.Data;

namespace Reviews.Domain.Names;

/// <summary>The skeleton of Unicode Technical Standard 39: texts that look alike have the same one. Not for display.</summary>
public static class Skeleton
{
    private static readonly FrozenDictionary<int, string> Prototypes = DataLines.Of("confusables.txt").Select(Read).ToFrozenDictionary();

    /// <summary>The skeleton of a well-formed text; case-sensitive.</summary>
    public static string Of(string text)
    {
        var skeleton = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Prototypes.TryGetValue(rune.Value, out var prototype)) skeleton.Append(prototype);
            else skeleton.Append(rune.ToString());
        }

        return skeleton.ToString().Normalize(NormalizationForm.FormD);
    }

    /// <summary>A line is a code point and, after a semicolon, those that replace it, all in hexadecimal.</summary>
    private static KeyValuePair<int, string> Read(string line)
    {
        var (from, to) = (line[..line.IndexOf(';', StringComparison.Ordinal)], line[(line.IndexOf(';', StringComparison.Ordinal) + 1)..]);
        return new KeyValuePair<int, string>(Hex(from), string.Concat(to.Split(' ').Select(each => char.ConvertFromUtf32(Hex(each)))));
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
