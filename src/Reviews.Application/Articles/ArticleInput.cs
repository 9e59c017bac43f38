using System.Globalization;
using Reviews.Application.Films;
using Reviews.Contracts.Articles;
using Reviews.Domain.Titles;

namespace Reviews.Application.Articles;

/// <summary>An article as an editor's app sends it.</summary>
internal sealed record ArticleInput
{
    private const string Draft = "draft";
    private const string Published = "published";

    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>The critic; if left out, the sender.</summary>
    public string? Author { get; init; }

    /// <summary>The film; a draft may have none yet.</summary>
    public string? FilmId { get; init; }

    /// <summary>From 0.5 to 5, in half-star steps; if left out, no verdict.</summary>
    public StarsInput? Stars { get; init; }

    /// <summary><c>free</c> or <c>subscribers</c>; if left out, subscribers, so that nothing is given away by mistake.</summary>
    public string? Access { get; init; }

    /// <summary>Whether readers are warned.</summary>
    public bool Spoilers { get; init; }

    /// <summary>The text; the line <c>&lt;!-- preview ends --&gt;</c> ends the preview.</summary>
    public string? Markdown { get; init; }

    /// <summary><c>draft</c> or <c>published</c>; if left out, published.</summary>
    public string? State { get; init; }

    /// <summary>When readers can see it from; if left out, as before, or now. A later time schedules it.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>
    /// The revision that was edited, 0 for a new article: if a different one is the newest, the answer is 409 with that one. If left
    /// out, whatever is there is replaced.
    /// </summary>
    public int? Revision { get; init; }

    /// <summary>The command; what is wrong is named, and it is empty when nothing is.</summary>
    /// <param name="editorId">Who sends it.</param>
    /// <param name="editorName">The sender's public name.</param>
    /// <param name="errors">Fields to messages.</param>
    public SaveArticle Read(long editorId, string editorName, out Dictionary<string, string[]> errors)
    {
        errors = [];
        var isDraft = State == Draft;
        if (State is not (null or Draft or Published)) errors["state"] = [$"Must be {Draft} or {Published}."];
        if (Access is not (null or ArticleWords.Free or ArticleWords.Subscribers))
            errors["access"] = [$"Must be {ArticleWords.Free} or {ArticleWords.Subscribers}."];
        if (Stars is { Value: null }) errors["stars"] = [StarsInput.Rule];
        if (isDraft && PublishedAt is not null) errors["publishedAt"] = ["A draft has no publication time. Leave out one of the two."];
        if (Revision < 0) errors["revision"] = ["Must be the number of a revision, or 0."];
        var text = new ArticleText(
            Text("title", Title, 1, ArticleText.MaxTitle, errors),
            Text("author", Author ?? editorName, 1, ArticleText.MaxAuthor, errors),
            Film(isDraft, errors),
            (byte)(Stars?.Value?.HalfStars ?? 0),
            Access == ArticleWords.Free ? ArticleAccess.Free : ArticleAccess.Subscribers,
            Spoilers,
            Text("markdown", Markdown, isDraft ? 0 : 1, ArticleText.MaxMarkdown, errors),
            PublishedAt?.ToUniversalTime());
        return new SaveArticle(text, Revision, editorId, Publish: !isDraft);
    }

    private string Film(bool isDraft, Dictionary<string, string[]> errors)
    {
        var filmId = FilmId ?? "";
        if (!Slug.IsValid(filmId) && !(isDraft && filmId.Length == 0)) errors["filmId"] = ["Must be the id of a film."];
        return filmId;
    }

    private static string Text(string field, string? value, int least, int most, Dictionary<string, string[]> errors)
    {
        var text = field == "markdown" ? value?.TrimEnd() ?? "" : value?.Trim() ?? "";
        if (text.Length < least || text.Length > most)
            errors[field] = [string.Create(CultureInfo.InvariantCulture, $"Must be {least} to {most} characters.")];
        return text;
    }
}
