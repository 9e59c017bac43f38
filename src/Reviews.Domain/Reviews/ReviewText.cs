namespace Reviews.Domain.Reviews;

/// <summary>The rules for readers' reviews. Lengths are in UTF-16 characters, after trimming.</summary>
public static class ReviewText
{
    /// <summary>The shortest text: 10.</summary>
    public const int MinBody = 10;

    /// <summary>The longest text: 10,000.</summary>
    public const int MaxBody = 10_000;

    /// <summary>The longest headline: 120.</summary>
    public const int MaxTitle = 120;

    /// <summary>Characters of a text that lists include: 600.</summary>
    public const int MaxHead = 600;

    /// <summary>Trims the text and makes each line ending one character. Lone surrogates are replaced.</summary>
    public static string Tidy(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : Titles.WellFormed.Of(text.ReplaceLineEndings("\n")).Trim();

    /// <summary>A headline on one line.</summary>
    public static string TidyTitle(string? title) =>
        string.Join(' ', Tidy(title).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether a tidied headline is valid.</summary>
    public static bool IsTitle(string title) => title.Length is >= 1 and <= MaxTitle && !title.Any(char.IsControl);

    /// <summary>Whether a tidied text is valid.</summary>
    public static bool IsBody(string body) =>
        body.Length is >= MinBody and <= MaxBody && !body.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));

    /// <summary>The beginning of a text, cut at a nearby space if there is one; the text itself when it is short.</summary>
    public static string Head(string body)
    {
        if (body.Length <= MaxHead) return body;
        var end = body.AsSpan(0, MaxHead).LastIndexOfAny(" \n");
        if (end < MaxHead / 2) end = char.IsHighSurrogate(body[MaxHead - 1]) ? MaxHead - 1 : MaxHead;
        return body[..end].TrimEnd();
    }
}
