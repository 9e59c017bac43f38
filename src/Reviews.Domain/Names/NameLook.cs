using System.Text;

namespace Reviews.Domain.Names;

/// <summary>Names by how they look. All methods take well-formed text.</summary>
public static class NameLook
{
    /// <summary>Equal for names that can be mistaken for each other, such as <c>Tom</c> and <c>Torn</c>, or Latin and Cyrillic letters that
    /// look alike.</summary>
    /// <remarks>
    /// Capitals are compared by their looks before they are lower-cased: a Cyrillic capital looks like a Latin one even where the
    /// lower-case letters differ. So <c>Ivan</c> equals <c>lvan</c>, but <c>ivan</c> does not.
    /// </remarks>
    public static string Of(string name) => Fold(Skeleton.Of(Fold(Skeleton.Of(name.Normalize(NormalizationForm.FormKC)))));

    /// <summary>The name with each non-ASCII letter replaced by the one it looks like. For a name that looks Latin, this is how it is
    /// typed.</summary>
    public static string InLatin(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).EnumerateRunes()
        .Select(rune => rune.IsAscii ? rune.ToString() : Skeleton.Of(rune.ToString()))).Normalize(NormalizationForm.FormC);

    /// <summary>What is read in a name at a glance: its letters and digits without the marks, spaces and symbols between them, with digits
    /// and symbols used as letters turned into those. Coarser than <see cref="Of"/>: for words that nobody may use in any
    /// spelling.</summary>
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

    /// <summary>The name case-folded as far as Unicode goes.</summary>
    private static string Fold(string text) => text.ToUpperInvariant().ToLowerInvariant();

    /// <summary>The letter that a symbol is used for; the skeleton already handles those that look like a letter.</summary>
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
