using Grains.Tests.Fixtures;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.Articles;

/// <summary>An article keeps all its revisions, and the film shows what it should, whatever dies in between.</summary>
public sealed class ArticleGrainTests
{
    private const string FilmId = "never-let-me-go-2010";
    private const string Other = "heat-1995";
    private const string Slug = "the-quiet";
    private const string Secret = "the withheld sentence";

    private static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task SaveAsync_Published_IsShownWithTheFilmUpToTheCut()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(FilmId);

        var answer = await ArticleOf(silo).SaveAsync(new SaveArticle(Text(), 0, 7));

        Assert.Equal((SaveOutcome.Saved, 1), (answer.Outcome, answer.Newest!.Number));
        var summary = Assert.Single((await silo.Film(FilmId).ReadAsync()).Writing!.Articles);
        Assert.Equal((Slug, 1, "The quiet", (byte)7, Day, true),
            (summary.Slug, summary.Revision, summary.Title, summary.HalfStars, summary.PublishedAt, summary.IsCut));
        Assert.Equal(("Begins well.", "Begins *well*."), (summary.Preview, summary.Opening));
        Assert.Contains(Secret, (await ArticleOf(silo).ReadAsync())!.Text.Markdown, StringComparison.Ordinal);
        var listed = await DirectoryOf(silo).ListAsync(1, 10);
        Assert.Equal((1, Slug, 1), (listed.Total, listed.Items[0].Slug, listed.Items[0].Revision));
    }

    [Fact]
    public async Task SaveAsync_FreeAndShort_GoesWithTheFilmAsAWhole()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(FilmId);
        await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { Access = ArticleAccess.Free }, 0, 7));
        var whole = Assert.Single((await silo.Film(FilmId).ReadAsync()).Writing!.Articles);
        Assert.False(whole.IsCut);
        Assert.Contains(Secret, whole.Opening, StringComparison.Ordinal);
        Assert.Equal("Begins well.", whole.Preview);

        // Once it is for subscribers, what went before is gone from everywhere.
        await ArticleOf(silo).SaveAsync(new SaveArticle(Text(), 1, 7));
        var cut = Assert.Single((await silo.Film(FilmId).ReadAsync()).Writing!.Articles);
        Assert.DoesNotContain(Secret, cut.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveAsync_Edited_KeepsEachRevisionOverARestart()
    {
        using var store = new TestStore();
        await using (var silo = await TestSilo.StartAsync(store))
        {
            await silo.PublishAsync(FilmId);
            for (var i = 1; i <= 3; i++)
                Assert.Equal(
                    SaveOutcome.Saved, (
                        await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { Title = $"Title {i}" }, i - 1, i))).Outcome);
        }

        await using var next = await TestSilo.StartAsync(store);
        var heads = await ArticleOf(next).RevisionsAsync();
        Assert.Equal(
            [(3, "Title 3", 3L), (2, "Title 2", 2L), (1, "Title 1", 1L)], heads.Select(head => (head.Number, head.Title, head.SavedBy)));
        for (var i = 1; i <= 3; i++) Assert.Equal($"Title {i}", (await ArticleOf(next).RevisionAsync(i))!.Text.Title);
        Assert.Null(await ArticleOf(next).RevisionAsync(4));
        Assert.Null(await ArticleOf(next).RevisionAsync(0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SaveAsync_PublishedWithoutAFilm_IsRefusedAndADraftIsNot(bool dated)
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var text = Text() with { FilmId = "", PublishedAt = dated ? Day : null };

        var published = await ArticleOf(silo).SaveAsync(new SaveArticle(text, 0, 7, Publish: true));
        Assert.Equal((SaveOutcome.NoFilm, null), (published.Outcome, published.Newest));
        Assert.Equal(0, (await DirectoryOf(silo).ListAsync(1, 10)).Total);
        var draft = await ArticleOf(silo).SaveAsync(new SaveArticle(text with { PublishedAt = null }, 0, 7));
        Assert.Equal(SaveOutcome.Saved, draft.Outcome);
        // what a draft became
        Assert.Equal(SaveOutcome.NoFilm, (await ArticleOf(silo).SaveAsync(new SaveArticle(text, 1, 7, Publish: true))).Outcome);
    }

    [Fact]
    public async Task SaveAsync_OnAnOldRevision_IsAConflictWithTheNewest()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(FilmId);
        await ArticleOf(silo).SaveAsync(new SaveArticle(Text(), 0, 7));
        await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { Title = "Ann's" }, 1, 7));

        var late = await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { Title = "Ben's" }, 1, 8));
        var again = await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { Title = "Ann's" }, 1, 7));
        var overwritten = await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { Title = "Ben's" }, null, 8));

        Assert.Equal((SaveOutcome.Conflict, "Ann's"), (late.Outcome, late.Newest!.Text.Title));
        Assert.Equal((SaveOutcome.Saved, 2), (again.Outcome, again.Newest!.Number));   // a repeated save is no conflict with itself
        Assert.Equal((SaveOutcome.Saved, 3), (overwritten.Outcome, overwritten.Newest!.Number));
    }

    [Fact]
    public async Task SaveAsync_MovedWithdrawnAndBack_EachFilmFollows()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(FilmId);
        await silo.PublishAsync(Other);
        async Task SaveAsync(ArticleText text) =>
            Assert.Equal(SaveOutcome.Saved, (await ArticleOf(silo).SaveAsync(new SaveArticle(text, null, 7))).Outcome);
        async Task<(int Here, int There)> ShownAsync() =>
            ((await silo.Film(FilmId).ReadAsync()).Writing?.Articles.Length ?? 0,
                (await silo.Film(Other).ReadAsync()).Writing?.Articles.Length ?? 0);

        await SaveAsync(Text() with { PublishedAt = null });
        Assert.Equal((0, 0), await ShownAsync());
        await SaveAsync(Text());
        Assert.Equal((1, 0), await ShownAsync());
        await SaveAsync(Text() with { FilmId = Other });
        Assert.Equal((0, 1), await ShownAsync());
        await SaveAsync(Text());
        Assert.Equal((1, 0), await ShownAsync());
        await SaveAsync(Text() with { PublishedAt = null });
        Assert.Equal((0, 0), await ShownAsync());
    }

    [Fact]
    public async Task SaveAsync_PublishWithoutATime_IsNowAndStaysThen()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(FilmId);

        var first = await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { PublishedAt = null }, 0, 7, Publish: true));
        var second = await ArticleOf(silo).SaveAsync(
            new SaveArticle(Text() with { PublishedAt = null, Title = "Another" }, 1, 7, Publish: true));

        Assert.NotNull(first.Newest!.Text.PublishedAt);
        Assert.Equal(first.Newest.Text.PublishedAt, second.Newest!.Text.PublishedAt);
    }

    [Fact]
    public async Task SaveAsync_RefusedByARule_WritesNothing()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(FilmId);
        for (var i = 0; i < FilmWriting.MaxArticles; i++)
            Assert.Equal(
                SaveOutcome.Saved, (
                    await silo.Grains.GetGrain<IArticleGrain>($"article-{i}").SaveAsync(new SaveArticle(Text(), 0, 7))).Outcome);

        Assert.Equal(SaveOutcome.FilmFull, (await ArticleOf(silo).SaveAsync(new SaveArticle(Text(), 0, 7))).Outcome);
        Assert.Equal(SaveOutcome.UnknownFilm,
            (await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { FilmId = "no-such-film" }, 0, 7))).Outcome);
        var longPreview = new string('x', ArticleSummary.MaxOpening + 1) + "\n<!-- preview ends -->\nrest";
        Assert.Equal(SaveOutcome.PreviewTooLong,
            (await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { Markdown = longPreview }, 0, 7))).Outcome);
        Assert.Null(await ArticleOf(silo).ReadAsync());
        Assert.Equal(
            SaveOutcome.Saved, (await ArticleOf(silo).SaveAsync(new SaveArticle(Text() with { PublishedAt = null }, 0, 7))).Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SaveAsync_KilledWhileTheFilmIsTold_IsToldAfterTheRestart(bool storeFirst)
    {
        using var store = new TestStore();
        await using (var silo = await TestSilo.StartAsync(store))
        {
            await silo.PublishAsync(FilmId);
            var gone = silo.Faults.DieAtNext("film/", storeFirst);
            var saving = ArticleOf(silo).SaveAsync(new SaveArticle(Text(), 0, 7));
            await gone;
            await silo.KillAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => saving);
        }

        await using var next = await TestSilo.StartAsync(store);
        var film = await Eventually.GetAsync(
            () => Eventually.AnsweredAsync(next.Film(FilmId).ReadAsync), film => film.Writing?.Articles.Length == 1);
        Assert.Equal((Slug, 1), (film.Writing!.Articles[0].Slug, film.Writing.Articles[0].Revision));
        await Eventually.GetAsync(() => DirectoryOf(next).ListAsync(1, 10), list => list.Total == 1);
    }

    [Fact]
    public async Task SaveAsync_WithoutAClearEndOfThePreview_IsPublishedForEverybodyAloneAndKeptAsADraft()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(FilmId);
        var unclear = Text() with { Markdown = "Begins.\n\n<!-- preview end -->\n\nEnds." };

        var refused = await ArticleOf(silo).SaveAsync(new SaveArticle(unclear, 0, 7));
        Assert.Equal((SaveOutcome.PreviewUnclear, null), (refused.Outcome, refused.Newest));
        Assert.StartsWith("Line 3 ", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(
            SaveOutcome.Saved, (await ArticleOf(silo).SaveAsync(new SaveArticle(unclear with { PublishedAt = null }, 0, 7))).Outcome);
        Assert.Equal(SaveOutcome.PreviewUnclear,
            (await ArticleOf(silo).SaveAsync(new SaveArticle(unclear with { PublishedAt = null }, 1, 7, Publish: true))).Outcome);
        Assert.Equal(
            SaveOutcome.Saved, (
                await ArticleOf(silo).SaveAsync(new SaveArticle(unclear with { Access = ArticleAccess.Free }, 1, 7))).Outcome);

        var intricate = await ArticleOf(silo).SaveAsync(
            new SaveArticle(Text() with { Markdown = string.Concat(Enumerable.Repeat("a\n=\n", 122_000)) }, 2, 7));
        Assert.Equal(SaveOutcome.TooIntricate, intricate.Outcome);
        Assert.StartsWith("Line ", intricate.Reason, StringComparison.Ordinal);
        Assert.Empty((await DirectoryOf(silo).UnmarkedAsync(1, 10)).Items);
    }

    private static ArticleText Text() => new(
        "The quiet", "Ines Halloran", FilmId, 7, ArticleAccess.Subscribers, Spoilers: false,
        $"Begins *well*.\n\n<!-- preview ends -->\n\nAnd has {Secret}.", Day);

    private static IArticleGrain ArticleOf(TestSilo silo) => silo.Grains.GetGrain<IArticleGrain>(Slug);

    private static IArticleDirectoryGrain DirectoryOf(TestSilo silo) => silo.Grains.GetGrain<IArticleDirectoryGrain>(0);
}
