namespace Reviews.Domain.Articles;

/// <summary>One line of a Markdown text.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where the next one begins; the line's own end is between.</param>
/// <param name="IsCode">Whether it belongs to a code block, fences included.</param>
/// <param name="IsBlank">Whether there is nothing on it.</param>
internal readonly record struct MarkdownLine(int Start, int End, bool IsCode, bool IsBlank)
{
    /// <summary>The lines of a text in order. One pass, whatever the text.</summary>
    public static IEnumerable<MarkdownLine> Of(string markdown)
    {
        var fence = default(Fence);
        for (var start = 0; start < markdown.Length;)
        {
            var end = EndOf(markdown, start);
            var line = markdown.AsSpan(start, end - start).TrimEnd("\r\n");
            var isCode = fence.IsOpen || IsIndented(line);
            if (fence.IsOpen)
            {
                if (fence.IsClosedBy(line)) fence = default;
            }
            else if (Fence.TryOpen(line, out fence))
            {
                isCode = true;
            }

            yield return new MarkdownLine(start, end, isCode, line.IsWhiteSpace());
            start = end;
        }
    }

    private static int EndOf(string markdown, int start)
    {
        var end = markdown.AsSpan(start).IndexOfAny('\r', '\n');
        if (end < 0) return markdown.Length;
        end += start;
        return end + (markdown[end] == '\r' && end + 1 < markdown.Length && markdown[end + 1] == '\n' ? 2 : 1);
    }

    /// <summary>Four or more columns of indentation mean code or list content, not a line of its own.</summary>
    private static bool IsIndented(ReadOnlySpan<char> line)
    {
        var columns = 0;
        foreach (var c in line)
        {
            if (c == '\t') columns += 4 - (columns % 4);
            else if (c == ' ') columns++;
            else break;
            if (columns >= 4) return true;
        }

        return false;
    }

    /// <summary>A fence that opened a code block: three or more of one character.</summary>
    private readonly record struct Fence(char Sign, int Length)
    {
        public bool IsOpen => Length > 0;

        /// <summary>Whether the line opens one, also at the start of a block quote or list item.</summary>
        public static bool TryOpen(ReadOnlySpan<char> line, out Fence fence)
        {
            fence = default;
            line = WithoutMarkers(line);
            if (line.IsEmpty || line[0] is not ('`' or '~')) return false;
            var sign = line[0];
            var length = line.Length - line.TrimStart(sign).Length;
            if (length < 3 || (sign == '`' && line[length..].Contains('`'))) return false;
            fence = new Fence(sign, length);
            return true;
        }

        public bool IsClosedBy(ReadOnlySpan<char> line)
        {
            line = line.TrimStart(" \t>").TrimEnd();
            return line.Length >= Length && line.TrimStart(Sign).IsEmpty;
        }

        private static ReadOnlySpan<char> WithoutMarkers(ReadOnlySpan<char> line)
        {
            while (true)
            {
                var rest = line.TrimStart(" \t>");
                var digits = rest.Length - rest.TrimStart("0123456789").Length;
                var isItem = rest.Length > digits + 1 && rest[digits + 1] is ' ' or '\t'
                    && (digits > 0 ? rest[digits] is '.' or ')' : rest[0] is '-' or '*' or '+');
                if (!isItem) return rest;
                line = rest[(digits + 1)..];
            }
        }
    }
}
