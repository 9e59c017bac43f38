using System.Text;
using System.Text.RegularExpressions;
using AnyAscii;

namespace Reviews.Domain.Names;

/// <summary>Names that could be mistaken for the site's staff, in whatever letters they are written.</summary>
public static partial class ReservedNames
{
    /// <summary>What the people who run a site are called; a name must not contain any of these words, singular or plural.</summary>
    private static readonly string[] Offices =
        ["operator", "moderator", "admin", "administrator", "editor", "staff", "support", "webmaster"];

    private static readonly HashSet<string> OfficeWords =
        [.. Offices.SelectMany(office => new[] { NameLook.Letters(office), NameLook.Letters(office + "s") })];

    private static readonly string GivenWord = NameLook.Letters("member");

    /// <summary>Whether it looks like an assigned name: <c>Member</c> with or without a number.</summary>
    public static bool IsLikeGiven(string name)
    {
        // Digits stay digits here, except those that look like letters.
        var seen = string.Concat(NameLook.Of(name).Where(char.IsLetterOrDigit));
        return seen.StartsWith(GivenWord, StringComparison.Ordinal) && NumberWord().Replace(seen[GivenWord.Length..], "")
            .All(rest => rest is 'l' or 'o' || char.IsDigit(rest));
    }

    /// <summary>Whether one of its words, or all of them joined, names a staff role.</summary>
    /// <remarks>
    /// Letters missing from the confusables table (small capitals, turned or boxed ones) are also read by their transliteration.
    /// </remarks>
    public static bool IsOffice(string name) => Readings(name).Concat(Readings(name.Transliterate())).Any(OfficeWords.Contains);

    /// <summary>Whether it contains another name when read.</summary>
    public static bool Holds(string name, string other) =>
        NameLook.Letters(other) is { Length: > 0 } read && NameLook.Letters(name).Contains(read, StringComparison.Ordinal);

    /// <summary>Whether it reads like the other name.</summary>
    public static bool IsLike(string name, string other) => NameLook.Letters(name) == NameLook.Letters(other);

    /// <summary>The name as one word, and its words; each with and without digits at its ends.</summary>
    private static IEnumerable<string> Readings(string name) =>
        WordsOf(name.Normalize(NormalizationForm.FormKC)).SelectMany(word => new[] { word, Number().Replace(word, "") })
            .Where(word => word.Length > 0).Select(NameLook.Letters);

    private static IEnumerable<string> WordsOf(string name) => WordEnds().Split(name).Append(string.Concat(WordEnds().Split(name)));

    /// <summary>Word boundaries, including where a capital follows a lower-case letter.</summary>
    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}@$!|]+|(?<=\p{Ll})(?=\p{Lu})")]
    private static partial Regex WordEnds();

    /// <summary>What <c>No.</c> and <c>№</c> look like, followed by a digit.</summary>
    [GeneratedRegex(@"^no(?=\p{Nd}|l)")]
    private static partial Regex NumberWord();

    [GeneratedRegex(@"^\p{Nd}+|\p{Nd}+$")]
    private static partial Regex Number();
}
