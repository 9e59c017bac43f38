using System.Text;

namespace Reviews.Domain.Names;

/// <summary>Names by how they look. All methods take well-formed text.</summary>
public static class NameLook
{
    /// <summary>Equal for names that can be taken for each other, such as <c>Tom</c> and <c>Torn</c>, or Latin and Cyrillic letters of one
    /// look.</summary>
    /// <remarks>
    /// The capitals are judged as they are seen, and small letters made of them after that: a Cyrillic capital looks like a Latin one even
    /// where the two small letters differ. So <c>Ivan</c> is <c>lvan</c>, and <c>ivan</c> is not.
    /// </remarks>
    public static string Of(string name) => Fold(Skeleton.Of(Fold(Skeleton.Of(name.Normalize(NormalizationForm.FormKC)))));

    /// <summary>The name with each letter that is none of ASCII as the one that it looks like. For a name of Latin look this is how it is
    /// typed.</summary>
    public static string InLatin(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).EnumerateRunes()
        .Select(rune => rune.IsAscii ? rune.ToString() : Skeleton.Of(rune.ToString()))).Normalize(NormalizationForm.FormC);

    /// <summary>What is read in a name at a glance: its letters and digits without marks, blanks and signs between them, and digits and
    /// signs that are written for letters as these. Coarser than <see cref="Of"/>: it is for words that nobody may write in any
    /// manner.</summary>
    public static string Letters(string name)
    {
        var letters = new StringBuilder();
        var read = string.Concat(name.Normalize(NormalizationForm.FormKC).Select(LetterOf));
        foreach (var rune in Of(read).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) letters.Append(rune.Value == 'i' ? "l" : rune.ToString());
        }

        return letters.ToString();
    }

    /// <summary>The name with all of case that Unicode knows folded away.</summary>
    private static string Fold(string text) => text.ToUpperInvariant().ToLowerInvariant();

    /// <summary>The letter that a sign is written for; what looks like a letter the skeleton knows already.</summary>
    private static char LetterOf(char sign) => sign switch
    {
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        '!' => 'i',
        _ => sign,
    };
}
