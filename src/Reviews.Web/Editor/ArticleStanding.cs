using System.Globalization;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Reviews;

namespace Reviews.Web.Editor;

/// <summary>How an article stands, as editors read it.</summary>
internal static class ArticleStanding
{
    /// <summary>
    /// <c>A draft</c>, <c>Readers see it from 28 November 2026, 09:30 UTC</c>, <c>Published 27 November 2026, 09:30 UTC</c>.
    /// </summary>
    public static string Of(DateTimeOffset? publishedAt, DateTimeOffset now) =>
        publishedAt is not { } time ? "A draft"
        : time > now ? $"Readers see it from {Time(time)}"
        : $"Published {Time(time)}";

    /// <summary><c>27 November 2026, 09:30 UTC</c>.</summary>
    public static string Time(DateTimeOffset time) =>
        $"{Wording.Date(DateOnly.FromDateTime(time.UtcDateTime))}, {time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";

    /// <summary>Why an article can't be saved as it is.</summary>
    public static string Why(SaveAnswer answer) => answer.Outcome switch
    {
        SaveOutcome.PreviewUnclear => $"{answer.Reason} As a draft it can be kept.",
        SaveOutcome.TooIntricate => answer.Reason!,
        SaveOutcome.UnknownFilm => "there is no such film any more.",
        SaveOutcome.NoFilm => "it names no film. As a draft it can be kept.",
        SaveOutcome.FilmFull => $"the film has {FilmWriting.MaxArticles} articles already. As a draft this one can be kept.",
        SaveOutcome.PreviewTooLong => $"the preview may have at most {ArticleFace.MaxOpening} characters. End it earlier.",
        SaveOutcome.TooManyRevisions => $"it has {IArticleGrain.MaxRevisions} revisions, the most there may be. Go on in a new article.",
        _ => $"there are {IArticleShelfGrain.MaxArticles} articles, the most there may be.",
    };
}
