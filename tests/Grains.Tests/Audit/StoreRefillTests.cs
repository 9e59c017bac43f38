using Grains.Tests.Fixtures;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.Audit;

/// <summary>What was cut back is refilled with what others still know, and later changes reach everybody.</summary>
public sealed class StoreRefillTests : IDisposable
{
    private const string Id = "never-let-me-go-2010";
    private const string Slug = "the-quiet";

    private static readonly WrittenReview Text = new("A headline", "Ten characters and more.", false);

    private readonly TestStore _store = new();

    private static string Shard => $"shard/{CatalogueShards.Of(Id):X}";

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Refill_OfAFilmWhoseListCountsFurther_LeavesItsNextVotesNewsToTheList()
    {
        await using (var silo = await StartAsync(7, 8, 9))
        {
            foreach (var stars in new byte[] { 2, 4, 6 }) await silo.RateAsync(7, Id, stars);
            await silo.DeactivateAllAsync();   // which settles the film
        }

        _store.DamageJournal("film/" + Id);
        Assert.Equal(1, (await _store.RepairAsync()).Ballots);

        await using (var silo = await TestSilo.StartAsync(_store))
        {
            Assert.Equal(1, (await ListedAsync(silo, film => film.Rating.Count > 0)).Rating.Count);
            await silo.RateAsync(8, Id, 8);
            await silo.RateAsync(9, Id, 10);
            Assert.Equal([0, 0, 0, 0, 0, 1, 0, 1, 0, 1], (await ListedAsync(silo, film => film.Rating.Count == 3)).Rating.Histogram);
            await silo.DeactivateAllAsync();
        }

        await using var again = await TestSilo.StartAsync(_store);
        Assert.Equal(3, (await ListedAsync(again, film => film.Rating.Count > 0)).Rating.Count);
    }

    [Fact]
    public async Task Refill_OfAFilm_CountsItAboveItsListDurably()
    {
        long before;
        await using (var silo = await StartAsync(7))
        {
            foreach (var stars in new byte[] { 2, 4, 6 }) await silo.RateAsync(7, Id, stars);
            before = (await silo.Film(Id).ReadAsync()).Rating.Version;
            await silo.DeactivateAllAsync();
        }

        _store.DamageJournal("film/" + Id);
        await _store.RepairAsync();

        await using var served = await TestSilo.StartAsync(_store);
        Assert.True(Reviews.Contracts.Platform.Incarnation.CountOf((await served.Film(Id).ReadAsync()).Rating.Version) > before);
    }

    [Fact]
    public async Task Refill_OfAFilmCutInItsMiddle_BringsItsListWhatItCountsNow()
    {
        await using (var silo = await StartAsync(7, 8))
        {
            await silo.RateAsync(7, Id, 8);
            await silo.RateAsync(8, Id, 8);
            await silo.User(7).RateAsync(new RateCommand(Making.StampOf(7), Id, 0, VoteOrigin.Api, TimeSpan.FromSeconds(10)));
            await silo.DeactivateAllAsync();
        }

        _store.DamageLastWrite("film/" + Id);
        _store.DamageLastWrite("user/7");   // only the withdrawal's being done is lost
        await _store.RepairAsync();

        await using var served = await TestSilo.StartAsync(_store);
        Assert.Equal(1, (await ListedAsync(served, film => film.Rating.Count > 0)).Rating.Count);
        Assert.Equal(1, (await served.Film(Id).ReadAsync()).Rating.Count);
    }

    [Fact]
    public async Task Refill_OfAFilm_BringsBackReviewsMarksAndArticles()
    {
        await using (var silo = await StartAsync(7, 8))
        {
            await silo.RateAsync(7, Id, 8);
            await ReviewAsync(silo, 7, Text);
            await ReviewAsync(silo, 8, Text);
            await ReviewAsync(silo, 8, null);
            await MarkAsync(silo, 8, 7);
            await PublishArticleAsync(silo, 0);
            await silo.DeactivateAllAsync();
        }

        _store.DamageJournal("film/" + Id);
        Assert.Empty((await _store.RepairAsync()).Losses);

        await using var served = await TestSilo.StartAsync(_store);
        var writing = (await ListedAsync(served, film => film.Writing is not null)).Writing!;
        Assert.Equal(
            ("A headline", (byte)8, 1),
            (writing.Newest.Single().Title, writing.Newest.Single().HalfStars, writing.Newest.Single().Helpful));
        Assert.Equal(Slug, Assert.Single(writing.Articles).Slug);
        Assert.Equal(new ReviewLine(7, 8, 1), Assert.Single((await served.Film(Id).ReviewsAsync(ReviewSort.Recent, null, 10)).Lines));
        Assert.Equal(ReviewOutcome.Done, (await ReviewAsync(served, 8, Text)).Outcome);
        await PublishArticleAsync(served, 1);
        writing = (await ListedAsync(served, film => film.Writing?.Reviews == 2)).Writing!;
        Assert.Equal(2, Assert.Single(writing.Articles).Revision);
    }

    [Fact]
    public async Task Refill_OfAFilm_ExcludesAgainWhatModeratorsExcluded()
    {
        await using (var silo = await StartAsync(7))
        {
            await silo.RateAsync(7, Id, 8);
            var desk = silo.Grains.GetGrain<IModerationGrain>(0);
            Assert.Equal(DecisionOutcome.Done, (await desk.ExcludeAsync(Id, 1, uint.MaxValue, lifts: false, 99, "A storm.")).Outcome);
            await silo.DeactivateAllAsync();
        }

        _store.DamageJournal("film/" + Id);
        await _store.RepairAsync();

        await using var served = await TestSilo.StartAsync(_store);
        var rating = (await served.Film(Id).ReadAsync()).Rating;
        Assert.Equal(0, rating.Count);
        Assert.Contains(rating.Marks!.Value, annotation => annotation is { Kind: RatingMarkKind.Excluded, Votes: 1 });
    }

    [Fact]
    public async Task Refill_OfAFilmAndItsList_SaysThatTheDetailsAreLost()
    {
        await using (var silo = await StartAsync(7))
        {
            await silo.RateAsync(7, Id, 8);
            await silo.DeactivateAllAsync();
        }

        _store.DamageJournal("film/" + Id);
        _store.DamageJournal(Shard);
        Assert.Equal([$"{Id}: its details are lost; publish it again."], (await _store.RepairAsync()).Losses);
    }

    [Fact]
    public async Task Refill_OfAMemberCutToNothing_SaysThatTheAccountIsLost()
    {
        await using (var silo = await StartAsync(7)) await silo.RateAsync(7, Id, 8);

        _store.DamageJournal("user/7");
        var report = await _store.RepairAsync();
        Assert.Equal((1L, "member 7: the account is lost."), (report.Votes, Assert.Single(report.Losses)));
    }

    [Fact]
    public async Task Refill_OfAClearedReview_WithdrawsItEverywhereAndTakesTheNext()
    {
        await using (var silo = await StartAsync(7))
        {
            await ReviewAsync(silo, 7, Text);
            await ReviewAsync(silo, 7, Text with { Title = "Another" });
            await silo.DeactivateAllAsync();
        }

        _store.DamageRecord($"review/7+{Id}");
        Assert.Equal([$"{Id}: the text of member 7's review is lost."], (await _store.RepairAsync()).Losses);

        await using var served = await TestSilo.StartAsync(_store);
        Assert.Equal(0, (await ListedAsync(served, film => film.Writing is not null)).Writing!.Reviews);
        Assert.Empty((await served.User(7).ReviewsAsync(null, 10)).Items);
        Assert.Equal(ReviewOutcome.Done, (await ReviewAsync(served, 7, Text)).Outcome);
        Assert.Equal("A headline", (await ListedAsync(served, film => film.Writing?.Reviews == 1)).Writing!.Newest.Single().Title);
    }

    [Fact]
    public async Task Refill_OfAListCutInItsMiddle_BringsItWhatItsFilmsCount()
    {
        await using (var silo = await StartAsync(7))
        {
            await silo.RateAsync(7, Id, 8);
            await silo.DeactivateAllAsync();
            await silo.RateAsync(7, Id, 4);
            await silo.DeactivateAllAsync();
        }

        _store.DamageLastWrite(Shard);
        Assert.Equal(1, (await _store.RepairAsync()).Films);

        await using var served = await TestSilo.StartAsync(_store);
        Assert.Equal(4, (await ListedAsync(served, film => film.Rating.Count > 0)).Rating.HalfStarSum);
    }

    private async Task<TestSilo> StartAsync(params long[] members)
    {
        var silo = await TestSilo.StartAsync(_store);
        await silo.PublishAsync(Id);
        foreach (var member in members) await silo.JoinAsync(member);
        return silo;
    }

    /// <summary>The film as its list shows it.</summary>
    private static async Task<FilmState> ListedAsync(TestSilo silo, Func<FilmState, bool> enough) =>
        (await Eventually.AnsweredAsync(() => silo.ShardOf(Id).FindAsync(Id), film => film is not null && enough(film)))!;

    private static Task<ReviewAnswer> ReviewAsync(TestSilo silo, long member, WrittenReview? text) =>
        silo.User(member).ReviewAsync(new ReviewCommand(Making.StampOf(member), Id, text, TimeSpan.FromSeconds(10)));

    private static async Task MarkAsync(TestSilo silo, long member, long reviewer) => Assert.Equal(
        ReviewOutcome.Done,
        (await silo.User(member).MarkAsync(new MarkCommand(Making.StampOf(member), Id, reviewer, true, TimeSpan.FromSeconds(10)))).Outcome);

    private static async Task PublishArticleAsync(TestSilo silo, int after)
    {
        var text = new ArticleText(
            $"The quiet {after}", "Somebody", Id, 7, ArticleAccess.Free, false, "Begins *well*.", DateTimeOffset.UnixEpoch);
        Assert.Equal(
            SaveOutcome.Saved, (await silo.Grains.GetGrain<IArticleGrain>(Slug).SaveAsync(new SaveArticle(text, after, 7))).Outcome);
    }
}
