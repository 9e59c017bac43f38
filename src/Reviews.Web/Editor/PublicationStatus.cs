using System.Globalization;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Reviews;

namespace Reviews.Web.Editor;

/// <summary>An article's status, as editors read it.</summary>
internal static class PublicationStatus
{
    /// <summary>
    /// <c>Draft</c>, <c>Scheduled for 28 November 2026, 09:30 UTC</c>, <c>Published 27 November 2026, 09:30 UTC</c>.
    /// </summary>
    public static string Of(DateTimeOffset? publishedAt, DateTimeOffset now) =>
        publishedAt is not { } time ? "Draft"
        : time > now ? $"Scheduled for {Time(time)}"
        : $"Published {Time(time)}";

    /// <summary><c>27 November 2026, 09:30 UTC</c>.</summary>
    public static string Time(DateTimeOffset time) =>
        $"{DisplayFormat.Date(DateOnly.FromDateTime(time.UtcDateTime))}, "
        + $"{time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";

    /// <summary>Why an article can't be saved as it is.</summary>
    public static string Why(SaveAnswer answer) => answer.Outcome switch
    {
        SaveOutcome.PreviewUnclear => $"{answer.Reason} You can still save it as a draft.",
        SaveOutcome.TooIntricate => answer.Reason!,
        SaveOutcome.UnknownFilm => "that film no longer exists.",
        SaveOutcome.NoFilm => "it doesn’t name a film. You can still save it as a draft.",
        SaveOutcome.FilmFull => $"the film already has {FilmWriting.MaxArticles} articles. You can still save this one as a draft.",
        SaveOutcome.PreviewTooLong => $"the preview may have at most {ArticleSummary.MaxOpening} characters. End it earlier.",
        SaveOutcome.TooManyRevisions => $"it already has {IArticleGrain.MaxRevisions} revisions, the maximum. Continue in a new article.",
        _ => $"there are already {IArticleDirectoryGrain.MaxArticles} articles, the maximum.",
    };
}
