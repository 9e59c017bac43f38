using System.Collections.Concurrent;
using Grains.Tests.Fixtures;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.Films;

/// <summary>What is written about a film: stored by it, published through its shard.</summary>
public sealed class WritingTests
{
    private const string Id = "never-let-me-go-2010";

    [Fact]
    public async Task PutArticleAsync_ShardDeactivatedAndFilmToo_BothHaveItStill()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);

        var outcome = await silo.Film(Id).PutArticleAsync(Article("a", 1));
        await silo.DeactivateAllAsync();

        Assert.Equal(ArticleOutcome.Taken, outcome);
        Assert.Equal("a", Assert.Single((await silo.Film(Id).ReadAsync()).Writing!.Articles).Slug);
        Assert.Equal("a", Assert.Single((await silo.ShardOf(Id).FindAsync(Id))!.Writing!.Articles).Slug);
    }

    [Fact]
    public async Task PutArticleAsync_SameLowerAndHigherRevision_TheHighestStands()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);

        await film.PutArticleAsync(Article("a", 2));
        var first = (await film.ReadAsync()).Writing!;
        var before = silo.Faults.WritesOf("film/");
        await film.PutArticleAsync(Article("a", 2));
        await film.PutArticleAsync(Article("a", 1));
        await film.RemoveArticleAsync("a", 1);
        Assert.Equal(before, silo.Faults.WritesOf("film/"));
        Assert.Equal(first.Revision, (await film.ReadAsync()).Writing!.Revision);

        await film.RemoveArticleAsync("a", 3);
        await film.PutArticleAsync(Article("a", 2));
        Assert.Empty((await film.ReadAsync()).Writing!.Articles);

        await film.PutArticleAsync(Article("a", 4));
        Assert.Equal(4, Assert.Single((await film.ReadAsync()).Writing!.Articles).Revision);
    }

    [Fact]
    public async Task PutArticleAsync_UnknownFilmAndOneTooMany_AreRefused()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        Assert.Equal(ArticleOutcome.UnknownFilm, await silo.Film(Id).PutArticleAsync(Article("a", 1)));
        await silo.PublishAsync(Id);

        var all = await Task.WhenAll(
            Enumerable.Range(0, FilmWriting.MaxArticles + 3).Select(i => silo.Film(Id).PutArticleAsync(Article($"a{i}", 1))));

        Assert.Equal(FilmWriting.MaxArticles, all.Count(outcome => outcome == ArticleOutcome.Taken));
        Assert.Equal(3, all.Count(outcome => outcome == ArticleOutcome.TooMany));
        Assert.Equal(ArticleOutcome.Taken, await silo.Film(Id).PutArticleAsync(Article("a0", 2)));
    }

    [Fact]
    public async Task LeaseAsync_ArticlePut_IsPushedOnceAndNotAgainWithEveryVote()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(7);
        var node = new Node();
        var observer = silo.Grains.CreateObjectReference<IFeedObserver>(node);
        await silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), observer, 0, 0));

        await silo.Film(Id).PutArticleAsync(Article("a", 1));
        await Eventually.GetAsync(() => node.Changes.LastOrDefault(), change => change?.Writing is not null);
        await silo.RateAsync(7, Id, 8);
        var voted = await Eventually.GetAsync(() => node.Changes.LastOrDefault(), change => change?.Rating.Count == 1);

        Assert.Null(voted!.Writing);
        Assert.Single(node.Changes, change => change.Writing is not null);
        GC.KeepAlive(node);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task LeaseAsync_MuchText_PagesAreCutAndNothingIsMissing()
    {
        const int films = 40;
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var ids = Enumerable.Range(0, int.MaxValue).Select(i => $"film-{i}").Where(id => CatalogueShards.Of(id) == 3).Take(films).ToArray();
        foreach (var id in ids)
        {
            await silo.PublishAsync(id);
            await Task.WhenAll(
                Enumerable.Range(0, FilmWriting.MaxArticles).Select(i => silo.Film(id).PutArticleAsync(Article($"a{i}", 1, id))));
        }

        var shard = silo.Grains.GetGrain<ICatalogueShardGrain>(3);
        var node = new Node();
        var observer = silo.Grains.CreateObjectReference<IFeedObserver>(node);
        var pages = new List<FeedPage> { await shard.LeaseAsync(new FeedLease(Guid.NewGuid(), observer, 0, 0)) };
        while (pages[^1].More)
            pages.Add(await shard.LeaseAsync(new FeedLease(Guid.NewGuid(), observer, pages[^1].Epoch, pages[^1].Number)));

        Assert.True(pages.Count > 1, "All came in one page.");
        Assert.All(pages, page => Assert.InRange(page.Films.Sum(film => film.Writing!.TextLength), 1, CatalogueFeed.MaxPageText + 60_000));
        Assert.Equal(ids.Order(), pages.SelectMany(page => page.Films)
            .Where(film => film.Writing!.Articles.Length == FilmWriting.MaxArticles).Select(film => film.Rating.FilmId).Order());
        GC.KeepAlive(node);
    }

    private static ArticleSummary Article(string slug, int revision, string film = Id) => new(
        slug, revision, "A headline", "A Critic", film, 7, ArticleAccess.Subscribers, false, DateTimeOffset.UnixEpoch.AddDays(revision),
        new string('x', ArticleSummary.MaxPreview));

    private sealed class Node : IFeedObserver
    {
        public ConcurrentQueue<FeedChange> Changes { get; } = [];

        public Task FeedAsync(FeedPage page)
        {
            foreach (var change in page.Films) Changes.Enqueue(change);
            return Task.CompletedTask;
        }
    }
}
