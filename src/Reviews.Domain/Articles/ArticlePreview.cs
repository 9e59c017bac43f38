namespace Reviews.Domain.Articles;

/// <summary>An article cut where its preview ends. Only <see cref="Whole"/> contains what comes after the cut.</summary>
/// <param name="Preview">The Markdown before the cut.</param>
/// <param name="Whole">All of the Markdown, without the lines that mark where the preview ends.</param>
/// <param name="IsMarked">Whether the author marked where it ends; otherwise it is the default opening.</param>
public sealed record ArticlePreview(string Preview, string Whole, bool IsMarked)
{
    /// <summary>The line that ends the preview, on its own and outside code blocks. The first one counts.</summary>
    public const string Mark = "<!-- preview ends -->";

    /// <summary>Maximum characters of the default opening when no line ends the preview: 600, a paragraph or two.</summary>
    public const int DefaultLength = 600;

    /// <summary>At most a third of a short text without that line is shown.</summary>
    public const int DefaultShare = 3;

    /// <summary>Whether anything is withheld.</summary>
    public bool IsCut => Preview.Length < Whole.Length;

    /// <summary>Cuts a text.</summary>
    public static ArticlePreview Of(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        MarkdownLine[] lines = [.. MarkdownLine.Of(markdown)];
        MarkdownLine[] marks = [.. lines.Where(line => !line.IsCode && IsMark(markdown.AsSpan(line.Start, line.End - line.Start)))];
        if (marks.Length == 0) return new ArticlePreview(Beginning(markdown, lines), markdown, IsMarked: false);
        return new ArticlePreview(markdown[..marks[0].Start].TrimEnd(), Without(marks, markdown), IsMarked: true);
    }

    private static bool IsMark(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.StartsWith("<!--") && line.EndsWith("-->") && line.Length >= 7
            && line[4..^3].Trim().Equals("preview ends", StringComparison.OrdinalIgnoreCase);
    }

    private static string Without(IEnumerable<MarkdownLine> marks, string markdown)
    {
        var whole = new System.Text.StringBuilder(markdown.Length);
        var start = 0;
        foreach (var mark in marks)
        {
            whole.Append(markdown, start, mark.Start - start);
            start = mark.End;
        }

        return whole.Append(markdown, start, markdown.Length - start).ToString().TrimEnd();
    }

    /// <summary>As many whole paragraphs as fit; if the first is too long, its first words.</summary>
    private static string Beginning(string markdown, MarkdownLine[] lines)
    {
        var most = Math.Min(DefaultLength, markdown.Length / DefaultShare);
        var end = 0;
        foreach (var line in lines)
        {
            if (line.End > most) break;
            if (line is { IsBlank: true, IsCode: false }) end = line.End;
        }

        var beginning = markdown.AsSpan(0, end).TrimEnd();
        return beginning.IsWhiteSpace() ? FirstWords(markdown.AsSpan(0, most)) : beginning.ToString();
    }

    private static string FirstWords(ReadOnlySpan<char> beginning)
    {
        var lastSpace = beginning.LastIndexOfAny(" \t\r\n");
        var words = lastSpace > 0 ? beginning[..lastSpace].TrimEnd() : beginning;
        if (words.Length > 0 && char.IsHighSurrogate(words[^1])) words = words[..^1];
        return words.IsWhiteSpace() ? "" : $"{words} …";
    }
}
