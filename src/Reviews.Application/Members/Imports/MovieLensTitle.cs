using System.Text.RegularExpressions;

namespace Reviews.Application.Members.Imports;

/// <summary>
/// Reads titles as MovieLens prints them: <c>Matrix, The (1999)</c>, <c>Cité des enfants perdus, La</c> in brackets before the year.
/// </summary>
internal static partial class MovieLensTitle
{
    /// <summary>What the film may be called, and its year as printed.</summary>
    public static (IReadOnlyList<string?> Titles, string? Year) Read(string printed)
    {
        var dated = Dated().Match(printed);
        var rest = dated.Success ? dated.Groups["rest"].Value : printed;
        var others = InBrackets().Matches(rest).Select(match => Turned(match.Groups[1].Value));
        return ([Turned(InBrackets().Replace(rest, "").Trim()), .. others], dated.Success ? dated.Groups["year"].Value : null);
    }

    /// <summary>The article moved to where it is spoken.</summary>
    private static string Turned(string title)
    {
        var comma = title.LastIndexOf(", ", StringComparison.Ordinal);
        return comma > 0 && title.Length - comma <= 6 ? $"{title[(comma + 2)..]} {title[..comma]}" : title;
    }

    [GeneratedRegex(@"^(?<rest>.*)\((?<year>\d{4})\)\s*$", RegexOptions.Singleline)]
    private static partial Regex Dated();

    [GeneratedRegex(@"\((?:a\.k\.a\. )?([^()]+)\)")]
    private static partial Regex InBrackets();
}
