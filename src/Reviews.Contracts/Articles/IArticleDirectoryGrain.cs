using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Reviews.Contracts.Articles;

/// <summary>Which articles exist, drafts included, and which of them have an unfinished save. One grain, key 0.</summary>
[Alias("reviews.IArticleShelfGrain")]
public interface IArticleDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Maximum articles: 20,000.</summary>
    const int MaxArticles = 20_000;

    /// <summary>Maximum items per page: 100.</summary>
    const int MaxPageSize = 100;

    /// <summary>Records durably that the article is about to change. It is resumed every 30 s until it reports its state.</summary>
    /// <returns>False when there would be too many articles: nothing may be saved.</returns>
    [Alias("Open")]
    Task<bool> OpenAsync(string slug);

    /// <summary>Records an article's state durably; its save is no longer open.</summary>
    /// <param name="slug">The article.</param>
    /// <param name="item">Its current state; null when it was never created.</param>
    [Alias("Close")]
    Task CloseAsync(string slug, ArticleListItem? item);

    /// <summary>The articles, most recently saved first.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to <see cref="MaxPageSize"/>.</param>
    [Alias("List"), AlwaysInterleave]
    Task<ArticleListPage> ListAsync(int page, int pageSize);

    /// <summary>
    /// Articles for subscribers that are published or scheduled and do not mark where their preview ends: readers see only their titles.
    /// Most recently saved first.
    /// </summary>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to <see cref="MaxPageSize"/>.</param>
    [Alias("Unmarked"), AlwaysInterleave]
    Task<ArticleListPage> UnmarkedAsync(int page, int pageSize);

    /// <summary>
    /// Resumes open saves, and makes articles report again if it is unknown whether they mark where their preview ends. Called at silo
    /// start and every 30 s.
    /// </summary>
    [Alias("Pump")]
    Task PumpAsync();
}

/// <summary>An article in the editors' list, without its text.</summary>
/// <param name="Slug">Its address.</param>
/// <param name="Revision">The newest revision's number.</param>
/// <param name="Title">The headline.</param>
/// <param name="Author">The critic's name.</param>
/// <param name="FilmId">The film; empty when none is set yet.</param>
/// <param name="HalfStars">The verdict, 1 to 10; 0: none.</param>
/// <param name="Access">Who may read all of it.</param>
/// <param name="PublishedAt">When readers see it from; null: a draft.</param>
/// <param name="SavedAt">When the newest revision was saved.</param>
/// <param name="SavedBy">The editor who saved it; 0: the site itself.</param>
/// <param name="PreviewEnd">Whether it marks where its preview ends.</param>
[GenerateSerializer, Immutable, Alias("reviews.ArticleCard")]
public sealed record ArticleListItem(
    [property: Id(0)] string Slug,
    [property: Id(1)] int Revision,
    [property: Id(2)] string Title,
    [property: Id(3)] string Author,
    [property: Id(4)] string FilmId,
    [property: Id(5)] byte HalfStars,
    [property: Id(6)] ArticleAccess Access,
    [property: Id(7)] DateTimeOffset? PublishedAt,
    [property: Id(8)] DateTimeOffset SavedAt,
    [property: Id(9)] long SavedBy,
    [property: Id(10)] PreviewEnd PreviewEnd = PreviewEnd.Unknown)
{
    /// <summary>Whether it is for subscribers, is published or scheduled, and has that kind of preview end.</summary>
    public bool IsShownWith(PreviewEnd end) => Access == ArticleAccess.Subscribers && PublishedAt is not null && PreviewEnd == end;
}

/// <summary>A page of the editors' list.</summary>
/// <param name="Items">Most recently saved first.</param>
/// <param name="Total">How many there are in all.</param>
[GenerateSerializer, Immutable, Alias("reviews.ArticleCardPage")]
public sealed record ArticleListPage([property: Id(0)] ImmutableArray<ArticleListItem> Items, [property: Id(1)] int Total);
