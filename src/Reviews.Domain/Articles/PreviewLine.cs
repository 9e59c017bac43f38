using System.Buffers;
using System.Globalization;

namespace Reviews.Domain.Articles;

/// <summary>Whether an article marks clearly where its preview ends. An almost correct line would give away what comes after it, or hide
/// what comes before it, so a text for subscribers can't be published with one.</summary>
public static class PreviewLine
{
    /// <summary>Typos within which a line with comment syntax is taken for that line: 3.</summary>
    private const int MaxSlips = 3;

    /// <summary>The same for words alone: 1. Most short lines are prose.</summary>
    private const int MaxSlipsOfWords = 1;

    /// <summary>The line's letters.</summary>
    private const string Letters = "previewends";

    /// <summary>Comment syntax next to it, complete or broken.</summary>
    private static readonly SearchValues<string> Signs = SearchValues.Create(["<!", "<-", "->"], StringComparison.Ordinal);

    /// <summary>Longer lines are prose, and the cost of the check grows with the square of the length: 60 characters.</summary>
    private const int MaxLength = 60;

    /// <summary>Why the text can't be published for subscribers, as a sentence that names the line; null when nothing is wrong.</summary>
    public static string? Fault(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var (number, isMarked, near, worded) = (0, false, 0, 0);
        foreach (var line in MarkdownLine.Of(markdown))
        {
            number++;
            var text = markdown.AsSpan(line.Start, line.End - line.Start).Trim();
            if (text.SequenceEqual(ArticlePreview.Mark) && !line.IsCode) isMarked = true;
            else if (near == 0 && IsNear(text)) near = line.IsCode ? -number : number;
            else if (worded == 0 && IsNearInWords(text)) worded = number;
        }

        if (near > 0) return Nearly(near);
        if (isMarked) return null;
        return near < 0 ? InCode(-near) : worded > 0 ? Nearly(worded) : Missing(number);
    }

    private static string Nearly(int line) =>
        Sentence($"Line {line} is almost the line that ends the preview. Write {ArticlePreview.Mark} there, exactly so and on its own.");

    private static string InCode(int line) => Sentence(
        $"Line {line} would end the preview, but it is inside code. Put {ArticlePreview.Mark} on a line of its own outside it.");

    private static string Missing(int lines) => Sentence(
        $"No line from 1 to {lines} ends the preview. Put {ArticlePreview.Mark} on a line of its own where it should end.");

    private static string Sentence(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the line contains something like a comment, complete or broken, with almost the right letters.</summary>
    private static bool IsNear(ReadOnlySpan<char> line)
    {
        if (!line.ContainsAny(Signs)) return false;
        var start = Math.Max(0, line.IndexOf('<'));
        var end = line.LastIndexOf("->", StringComparison.Ordinal);
        return IsWithin(MaxSlips, end > start ? line[start..end] : line[start..]);
    }

    private static bool IsNearInWords(ReadOnlySpan<char> line) => IsWithin(MaxSlipsOfWords, line);

    private static bool IsWithin(int slips, ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength) return false;
        Span<char> letters = stackalloc char[MaxLength];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsLetter(c)) letters[count++] = char.ToLowerInvariant(c);
        }

        return Math.Abs(count - Letters.Length) <= slips && Slips(letters[..count]) <= slips;
    }

    /// <summary>Extra, missing or wrong letters (Levenshtein distance).</summary>
    private static int Slips(ReadOnlySpan<char> letters)
    {
        Span<int> row = stackalloc int[Letters.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 1; i <= letters.Length; i++)
        {
            (var diagonal, row[0]) = (row[0], i);
            for (var j = 1; j < row.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (letters[i - 1] == Letters[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
