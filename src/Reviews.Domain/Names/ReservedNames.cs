using System.Text;
using System.Text.RegularExpressions;
using AnyAscii;

namespace Reviews.Domain.Names;

/// <summary>Names that would pass for someone the site speaks through, in whatever letters they are written.</summary>
public static partial class ReservedNames
{
    /// <summary>What the people who run a site are called; a name must not contain any of these words, singular or plural.</summary>
    private static readonly string[] Offices =
        ["operator", "moderator", "admin", "administrator", "editor", "staff", "support", "webmaster"];

    private static readonly HashSet<string> OfficeWords =
        [.. Offices.SelectMany(office => new[] { NameLook.Letters(office), NameLook.Letters(office + "s") })];

    private static readonly string GivenWord = NameLook.Letters("member");

    /// <summary>Whether it looks like a name that is given: <c>Member</c> with a number or without.</summary>
    public static bool IsLikeGiven(string name)
    {
        // The digits stay digits here, but for those that look like letters.
        var seen = string.Concat(NameLook.Of(name).Where(char.IsLetterOrDigit));
        return seen.StartsWith(GivenWord, StringComparison.Ordinal) && NumberWord().Replace(seen[GivenWord.Length..], "")
            .All(rest => rest is 'l' or 'o' || char.IsDigit(rest));
    }

    /// <summary>Whether one of its words, or all of them together, names an office.</summary>
    /// <remarks>
    /// Letters that no table of likenesses knows (small capitals, turned or boxed ones) are read as they are transliterated too.
    /// </remarks>
    public static bool IsOffice(string name) => Readings(name).Concat(Readings(name.Transliterate())).Any(OfficeWords.Contains);

    /// <summary>Whether another name can be read in it.</summary>
    public static bool Holds(string name, string other) =>
        NameLook.Letters(other) is { Length: > 0 } read && NameLook.Letters(name).Contains(read, StringComparison.Ordinal);

    /// <summary>Whether it reads as the other name does.</summary>
    public static bool IsLike(string name, string other) => NameLook.Letters(name) == NameLook.Letters(other);

    /// <summary>The name as one word, and its words; each with the digits at its ends and without.</summary>
    private static IEnumerable<string> Readings(string name) =>
        WordsOf(name.Normalize(NormalizationForm.FormKC)).SelectMany(word => new[] { word, Number().Replace(word, "") })
            .Where(word => word.Length > 0).Select(NameLook.Letters);

    private static IEnumerable<string> WordsOf(string name) => WordEnds().Split(name).Append(string.Concat(WordEnds().Split(name)));

    /// <summary>Between words, also where a capital follows a small letter.</summary>
    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}@$!|]+|(?<=\p{Ll})(?=\p{Lu})")]
    private static partial Regex WordEnds();

    /// <summary>As <c>No.</c> and <c>№</c> look, with a digit after it.</summary>
    [GeneratedRegex(@"^no(?=\p{Nd}|l)")]
    private static partial Regex NumberWord();

    [GeneratedRegex(@"^\p{Nd}+|\p{Nd}+$")]
    private static partial Regex Number();
}
