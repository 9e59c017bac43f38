namespace Reviews.Api.Texts;

/// <summary>Tells writing from what was made to keep a parser busy: its time grows with the square of the marks that one paragraph has.</summary>
internal static class MarkdownShape
{
    /// <summary>Most marks in lines that follow each other without an empty one: 500. A list of a hundred links has 400.</summary>
    public const int MaxMarksInParagraph = 500;

    /// <summary>Most marks in a text: 20,000.</summary>
    public const int MaxMarks = 20_000;

    /// <summary>The longest run of one mark: 100. So deep a quotation or a list is none.</summary>
    public const int MaxRun = 100;

    /// <summary>Whether the text is worth formatting; one that is not is shown as it was typed.</summary>
    public static bool IsSensible(ReadOnlySpan<char> text)
    {
        var (all, here, run, before) = (0, 0, 0, '\0');
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsWhiteSpace()) here = 0;
            foreach (var c in line)
            {
                if (!IsMark(c)) continue;
                run = c == before ? run + 1 : 1;
                before = c;
                if (++all > MaxMarks || ++here > MaxMarksInParagraph || run > MaxRun) return false;
            }

            run = 0;
        }

        return true;
    }

    private static bool IsMark(char c) => c is '[' or ']' or '*' or '_' or '!' or '`' or '<' or '>' or '~' or '|';
}
