using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Reviews.Contracts.Articles;

/// <summary>
/// One critic's article, by its slug: its text with all revisions. The only writer of both; it tells the film what may be shown in lists.
/// </summary>
[Alias("reviews.IArticleGrain")]
public interface IArticleGrain : IGrainWithStringKey
{
    /// <summary>Maximum revisions per article: 1,000. One more is refused: earlier ones are never dropped.</summary>
    const int MaxRevisions = 1_000;

    /// <summary>Saves the article as its next revision and returns when that is durable and the film has been notified. Saving the newest
    /// revision's text again creates no revision, so saves are idempotent.</summary>
    [Alias("Save")]
    Task<SaveAnswer> SaveAsync(SaveArticle command);

    /// <summary>The complete newest revision; null when nothing was ever saved. Only for those who may read past the preview.</summary>
    [Alias("Read"), AlwaysInterleave]
    Task<ArticleRevision?> ReadAsync();

    /// <summary>An earlier revision, or the newest; null when there is none with that number.</summary>
    [Alias("Revision"), AlwaysInterleave]
    Task<ArticleRevision?> RevisionAsync(int number);

    /// <summary>The list of revisions, newest first.</summary>
    [Alias("Revisions"), AlwaysInterleave]
    Task<ImmutableArray<RevisionHead>> RevisionsAsync();

    /// <summary>Finishes what a crash interrupted: films that were not notified yet. Called by the article directory.</summary>
    [Alias("Resume")]
    Task ResumeAsync();
}

/// <summary>An article as its editor submits it.</summary>
/// <param name="Title">The headline, 1 to <see cref="MaxTitle"/> characters.</param>
/// <param name="Author">The critic's name, 1 to <see cref="MaxAuthor"/> characters.</param>
/// <param name="FilmId">The film; empty for a draft that has none yet.</param>
/// <param name="HalfStars">The critic's verdict, 1 to 10; 0: none.</param>
/// <param name="Access">Who may read all of it.</param>
/// <param name="Spoilers">Whether readers are warned.</param>
/// <param name="Markdown">The text, at most <see cref="MaxMarkdown"/> characters, with the line that ends the preview.</param>
/// <param name="PublishedAt">When readers see it from; null: a draft.</param>
[GenerateSerializer, Immutable, Alias("reviews.ArticleText")]
public sealed record ArticleText(
    [property: Id(0)] string Title,
    [property: Id(1)] string Author,
    [property: Id(2)] string FilmId,
    [property: Id(3)] byte HalfStars,
    [property: Id(4)] ArticleAccess Access,
    [property: Id(5)] bool Spoilers,
    [property: Id(6)] string Markdown,
    [property: Id(7)] DateTimeOffset? PublishedAt)
{
    /// <summary>Maximum characters per headline: 200.</summary>
    public const int MaxTitle = 200;

    /// <summary>Maximum characters per author's name: 100.</summary>
    public const int MaxAuthor = 100;

    /// <summary>Maximum characters per text: 500,000, a long book chapter.</summary>
    public const int MaxMarkdown = 500_000;
}

/// <summary>One revision of an article.</summary>
/// <param name="Number">1 for the first, one more for each.</param>
/// <param name="Text">The article.</param>
/// <param name="SavedAt">When it was saved.</param>
/// <param name="SavedBy">The editor who saved it; 0: the site itself.</param>
[GenerateSerializer, Immutable, Alias("reviews.ArticleRevision")]
public sealed record ArticleRevision(
    [property: Id(0)] int Number, [property: Id(1)] ArticleText Text, [property: Id(2)] DateTimeOffset SavedAt,
    [property: Id(3)] long SavedBy);

/// <summary>A revision in the list of revisions.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">The headline then.</param>
/// <param name="SavedAt">When it was saved.</param>
/// <param name="SavedBy">The editor who saved it; 0: the site itself.</param>
/// <param name="Length">Characters of the text.</param>
/// <param name="PublishedAt">When readers were to see it from; null: a draft.</param>
[GenerateSerializer, Immutable, Alias("reviews.RevisionHead")]
public sealed record RevisionHead(
    [property: Id(0)] int Number,
    [property: Id(1)] string Title,
    [property: Id(2)] DateTimeOffset SavedAt,
    [property: Id(3)] long SavedBy,
    [property: Id(4)] int Length,
    [property: Id(5)] DateTimeOffset? PublishedAt);

/// <summary>An article to save.</summary>
/// <param name="Text">The article. To publish it at once, set <paramref name="Publish"/> and give no time.</param>
/// <param name="BaseRevision">The revision the editor started from, 0 for a new article; if another is the newest now, that is a conflict.
/// Null accepts any.</param>
/// <param name="SavedBy">The editor; 0: the site itself.</param>
/// <param name="Publish">True with no time in <paramref name="Text"/> keeps the publication time it already has, else takes the current
/// time.</param>
[GenerateSerializer, Immutable, Alias("reviews.SaveArticle")]
public sealed record SaveArticle(
    [property: Id(0)] ArticleText Text, [property: Id(1)] int? BaseRevision, [property: Id(2)] long SavedBy,
    [property: Id(3)] bool Publish = false);

/// <summary>The outcome of a save.</summary>
[GenerateSerializer, Alias("reviews.SaveOutcome")]
public enum SaveOutcome
{
    /// <summary>Durable, and the film was notified unless it is a draft.</summary>
    Saved,

    /// <summary>Another revision is the newest; the answer contains it. Nothing was written.</summary>
    Conflict,

    /// <summary>There is no such film. Nothing was written.</summary>
    UnknownFilm,

    /// <summary>The film has the maximum number of articles. It was kept as a draft, or not written at all.</summary>
    FilmFull,

    /// <summary>The part before the preview's end is longer than <see cref="ArticleSummary.MaxOpening"/>. Nothing was written.</summary>
    PreviewTooLong,

    /// <summary>There are <see cref="IArticleGrain.MaxRevisions"/> revisions already. Nothing was written.</summary>
    TooManyRevisions,

    /// <summary>There are <see cref="IArticleDirectoryGrain.MaxArticles"/> articles already. Nothing was written.</summary>
    DirectoryFull,

    /// <summary>It should be published but names no film. Nothing was written.</summary>
    NoFilm,

    /// <summary>
    /// It should be published for subscribers but does not mark clearly where its preview ends; the answer says why. Nothing was written.
    /// </summary>
    PreviewUnclear,

    /// <summary>Formatting it would take too much work; the answer says what there is too much of. Nothing was written.</summary>
    TooIntricate,
}

/// <summary>An article grain's answer to a save.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Newest">The newest revision now; null when there is none.</param>
/// <param name="Reason">For <see cref="SaveOutcome.PreviewUnclear"/> and <see cref="SaveOutcome.TooIntricate"/>, a sentence for the editor
/// that names the line; else null.</param>
[GenerateSerializer, Immutable, Alias("reviews.SaveAnswer")]
public sealed record SaveAnswer(
    [property: Id(0)] SaveOutcome Outcome, [property: Id(1)] ArticleRevision? Newest, [property: Id(2)] string? Reason = null);
