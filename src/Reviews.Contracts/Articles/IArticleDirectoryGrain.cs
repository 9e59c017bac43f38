using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Reviews.Contracts.Articles;

/// <summary>Which articles there are, drafts among them, and which of them were left in the middle of a save. One: key 0.</summary>
[Alias("reviews.IArticleShelfGrain")]
public interface IArticleDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Most articles: 20,000.</summary>
    const int MaxArticles = 20_000;

    /// <summary>Most cards of one page: 100.</summary>
    const int MaxPageSize = 100;

    /// <summary>Records durably that the article is about to change. It is resumed every 30 s until it reports its state.</summary>
    /// <returns>False when it would be one too many: nothing may be saved.</returns>
    [Alias("Open")]
    Task<bool> OpenAsync(string slug);

    /// <summary>Records an article's state durably; nothing of it is open any more.</summary>
    /// <param name="slug">The article.</param>
    /// <param name="item">How it stands; null when it never came to be.</param>
    [Alias("Close")]
    Task CloseAsync(string slug, ArticleListItem? item);

    /// <summary>The articles, the last saved first.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to <see cref="MaxPageSize"/>.</param>
    [Alias("List"), AlwaysInterleave]
    Task<ArticleListPage> ListAsync(int page, int pageSize);

    /// <summary>
    /// Those for subscribers that are published, now or later, and do not say where their previews end: readers see their titles alone. The
    /// last saved first.
    /// </summary>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to <see cref="MaxPageSize"/>.</param>
    [Alias("Unmarked"), AlwaysInterleave]
    Task<ArticleListPage> UnmarkedAsync(int page, int pageSize);

    /// <summary>
    /// Resumes what is open, and has articles told again of which it is not known whether they say where their previews end. Called at silo
    /// start and every 30 s.
    /// </summary>
    [Alias("Pump")]
    Task PumpAsync();
}

/// <summary>An article in the editors' list. Nothing of its text.</summary>
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
/// <param name="PreviewEnd">Whether it says where its preview ends.</param>
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
    /// <summary>Whether it is for subscribers, published, now or later, and its preview ends so.</summary>
    public bool IsShownWith(PreviewEnd end) => Access == ArticleAccess.Subscribers && PublishedAt is not null && PreviewEnd == end;
}

/// <summary>A page of the editors' list.</summary>
/// <param name="Items">The last saved first.</param>
/// <param name="Total">How many there are in all.</param>
[GenerateSerializer, Immutable, Alias("reviews.ArticleCardPage")]
public sealed record ArticleListPage([property: Id(0)] ImmutableArray<ArticleListItem> Items, [property: Id(1)] int Total);
