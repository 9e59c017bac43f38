using System.Text;

namespace Reviews.Domain.Articles;

/// <summary>Markdown as plain words in one line, for lists, descriptions and search.</summary>
public static class PlainText
{
    /// <summary>The words, at most <paramref name="limit"/> characters of them; words that don't fit are replaced by '…'.</summary>
    /// <remarks>
    /// For the beginnings of texts: drops Markdown syntax, URLs and tags, and keeps the text of links and images. One pass, whatever the
    /// text.
    /// </remarks>
    public static string Of(string markdown, int limit)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var words = new StringBuilder(Math.Min(markdown.Length, 2 * limit));
        foreach (var line in MarkdownLine.Of(markdown))
        {
            if (words.Length > limit) break;
            if (words.Length > 0) words.Append(' ');
            Append(words, Content(markdown.AsSpan(line.Start, line.End - line.Start)));
        }

        return Shorten(Tidy(words), limit);
    }

    /// <summary>The line without what makes it a heading, block quote, list item or rule.</summary>
    private static ReadOnlySpan<char> Content(ReadOnlySpan<char> line)
    {
        line = line.Trim().TrimStart("#>").Trim();
        if (line.Length > 1 && line[0] is '-' or '*' or '+' && line[1] is ' ' or '\t') line = line[2..];
        return line.TrimStart("-=*_~`").IsEmpty ? default : line;
    }

    private static void Append(StringBuilder words, ReadOnlySpan<char> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            var next = i + 1 < line.Length ? line[i + 1] : ' ';
            if (c == '\\' && char.IsAsciiLetterOrDigit(next) is false && next != ' ') words.Append(line[++i]);
            else if (c == ']' && next is '(' or '[') i = EndOf(line, i + 1, next == '(' ? ')' : ']');
            else if (c == '<' && (char.IsAsciiLetter(next) || next is '/' or '!')) i = EndOf(line, i, '>');
            else if (c is not ('*' or '`' or '[' or ']') && !IsStress(line, i) && !(c == '!' && next == '[')) words.Append(c);
        }
    }

    /// <summary>An underscore inside a word belongs to it; one at its edge is emphasis.</summary>
    private static bool IsStress(ReadOnlySpan<char> line, int i) =>
        line[i] == '_' && (i == 0 || i == line.Length - 1 || !char.IsLetterOrDigit(line[i - 1]) || !char.IsLetterOrDigit(line[i + 1]));

    private static int EndOf(ReadOnlySpan<char> line, int from, char closing)
    {
        var end = line[from..].IndexOf(closing);
        return end < 0 ? line.Length - 1 : from + end;
    }

    private static string Tidy(StringBuilder words) =>
        string.Join(' ', words.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shorten(string words, int limit)
    {
        if (words.Length <= limit) return words;
        var lastSpace = words.LastIndexOf(' ', limit - 1);
        var end = lastSpace > 0 ? lastSpace : limit - 1;
        if (char.IsHighSurrogate(words[end - 1 < 0 ? 0 : end - 1])) end--;
        return words[..Math.Max(0, end)] + "…";
    }
}
