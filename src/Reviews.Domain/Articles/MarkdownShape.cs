namespace Reviews.Domain.Articles;

/// <summary>Tells real texts from those crafted to keep a parser busy: its time grows with the square of the marks in a paragraph, and the
/// page's memory with every heading, item, line and link.</summary>
public static class MarkdownShape
{
    /// <summary>Maximum marks in consecutive non-empty lines: 500. A list of a hundred links has 400.</summary>
    public const int MaxMarksInParagraph = 500;

    /// <summary>Maximum marks per text: 20,000.</summary>
    public const int MaxMarks = 20_000;

    /// <summary>The longest run of one mark: 100. No real block quote or list is nested that deeply.</summary>
    public const int MaxRun = 100;

    /// <summary>Maximum lines per text: 20,000, ten long poems.</summary>
    public const int MaxLines = 20_000;

    /// <summary>Maximum paragraphs, headings, list items and block quotes per text: 5,000.</summary>
    public const int MaxBlocks = 5_000;

    /// <summary>Maximum links and escapes per text, each of which becomes an element of the page: 5,000.</summary>
    public const int MaxReferences = 5_000;

    /// <summary>Longest named character reference, such as <c>&amp;amp;</c>: 34 characters.</summary>
    private const int LongestName = 34;

    /// <summary>Whether the text may be formatted; one that may not is shown as typed.</summary>
    public static bool IsSensible(ReadOnlySpan<char> text) => Fault(text) is null;

    /// <summary>What a text has too much of, as a sentence for its author, with the line where the limit is exceeded; null when there is
    /// nothing.</summary>
    public static string? Fault(ReadOnlySpan<char> text)
    {
        var count = new Count();
        foreach (var line in text.EnumerateLines())
        {
            if (count.Take(line) is { } what)
                return FormattableString.Invariant($"Line {count.Lines}: {what} Split the text, or leave some out.");
        }

        return null;
    }

    /// <summary>What has been counted so far.</summary>
    private struct Count
    {
        private int _marks;
        private int _marksHere;
        private int _blocks;
        private int _references;
        private bool _isInParagraph;

        public int Lines { get; private set; }

        /// <summary>Counts a line; returns what there is then too much of, else null.</summary>
        public string? Take(ReadOnlySpan<char> line)
        {
            if (++Lines > MaxLines) return $"a text can have at most {MaxLines:N0} lines.";
            if ((_blocks += BlocksOf(line)) > MaxBlocks) return $"a text can have at most {MaxBlocks:N0} paragraphs, headings and items.";
            _isInParagraph = !line.IsWhiteSpace();
            if (!_isInParagraph) _marksHere = 0;
            return TakeMarks(line);
        }

        private string? TakeMarks(ReadOnlySpan<char> line)
        {
            var (run, before) = (0, '\0');
            for (var i = 0; i < line.Length; i++)
            {
                if (IsReference(line, i) && ++_references > MaxReferences)
                    return $"a text can have at most {MaxReferences:N0} addresses and escapes.";
                if (!IsMark(line[i])) continue;
                run = line[i] == before ? run + 1 : 1;
                before = line[i];
                if (run > MaxRun) return $"the same character can be repeated at most {MaxRun} times.";
                if (++_marks > MaxMarks) return $"a text can have at most {MaxMarks:N0} formatting marks.";
                if (++_marksHere > MaxMarksInParagraph) return $"a paragraph can have at most {MaxMarksInParagraph} formatting marks.";
            }

            return null;
        }

        /// <summary>Blocks that begin with the line: a paragraph after an empty line, a heading, and each nested list item or block
        /// quote.</summary>
        private readonly int BlocksOf(ReadOnlySpan<char> line)
        {
            var rest = line.TrimStart(" \t");
            var begun = !_isInParagraph && !rest.IsEmpty ? 1 : 0;
            for (var marker = MarkerOf(rest); marker > 0; marker = MarkerOf(rest))
            {
                rest = rest[marker..].TrimStart(" \t");
                begun++;
            }

            return begun + (!rest.IsEmpty && (rest[0] is '#' or '=' || rest.TrimEnd().TrimStart("-_*").IsEmpty) ? 1 : 0);
        }
    }

    private static bool IsMark(char c) => c is '[' or ']' or '*' or '_' or '!' or '`' or '<' or '>' or '~' or '|';

    /// <summary>An escape, a named character reference, or the start of a link: <c>www.</c>, and the colon of <c>https:</c> and
    /// <c>mailto:</c>.</summary>
    private static bool IsReference(ReadOnlySpan<char> line, int at) => line[at] switch
    {
        '\\' => true,
        '&' => line.Slice(at, Math.Min(line.Length - at, LongestName)).Contains(';'),
        'w' => line[at..].StartsWith("www."),
        ':' => at > 0 && char.IsAsciiLetter(line[at - 1]) && at + 1 < line.Length && line[at + 1] != ' ',
        _ => false,
    };

    /// <summary>Length of the marker that makes the line a list item or block quote; 0 when there is none.</summary>
    private static int MarkerOf(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty) return 0;
        if (line[0] == '>') return 1;
        var digits = line.Length - line.TrimStart("0123456789").Length;
        var isItem = line.Length > digits + 1 && line[digits + 1] is ' ' or '\t'
            && (digits > 0 ? line[digits] is '.' or ')' : line[0] is '-' or '*' or '+');
        return isItem ? digits + 1 : 0;
    }
}
