using Grains.Tests.Fixtures;
using Orleans.Storage;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.Journals;

/// <summary>
/// What grains publish after their store came back with less: numbers that keep rising, and nothing based on what was lost.
/// </summary>
public sealed class IncarnationTests : IAsyncLifetime
{
    private const string Id = "never-let-me-go-2010";
    private const long Ann = 7;

    private readonly TestStore _store = new();
    private TestSilo? _silo;

    private TestSilo Silo => _silo ?? throw new InvalidOperationException("The silo is started before the test.");

    public async ValueTask InitializeAsync()
    {
        _silo = await TestSilo.StartAsync(_store);
        await Silo.PublishAsync(Id);
        await Silo.JoinAsync(Ann);
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task Version_AfterTheStoreCameBack_IsAboveAllThatWereTold()
    {
        var before = (await Silo.RateAsync(Ann, Id, 8)).Rating!;
        Assert.Equal(1, await Silo.RaiseIncarnationAsync());

        var after = await FilmAsync();
        Assert.Equal((1, before.Version), (Incarnation.Of(after.Rating.Version), Incarnation.CountOf(after.Rating.Version)));
        Assert.Equal(after.Rating.Version + 1, (await RateAsync(4)).Version);
    }

    [Fact]
    public async Task Feed_AfterTheStoreCameBack_TellsEverythingAnewInAHigherEpochThoughNoFilmWoke()
    {
        await Silo.RateAsync(Ann, Id, 8);
        var before = await LeaseAsync(0, 0);
        await Silo.RaiseIncarnationAsync();

        var after = await Eventually.AnsweredAsync(() => LeaseAsync(before.Epoch, before.Number), page => page.Epoch > before.Epoch);
        Assert.Equal(1, Incarnation.Of(after.Epoch));
        var film = Assert.Single(after.Films);
        Assert.Equal(1, Incarnation.Of(film.Rating.Version));
        Assert.NotNull(film.Details);
    }

    [Fact]
    public async Task Ballot_OfAMemberWhoStandsOnTheLostIncarnation_IsRefused()
    {
        await Silo.RaiseIncarnationAsync();
        await FilmAsync();

        var lost = new Ballot(Ann, 8, Ticket: 1, CastAt: 1_700_000_000, Incarnation: 0);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Silo.Film(Id).VoteAsync(lost));
        Assert.Equal(VoteOutcome.Counted, (await Silo.Film(Id).VoteAsync(lost with { Incarnation = 1 })).Outcome);
    }

    [Fact]
    public async Task Ballot_OfAMemberWhoIsAheadOfTheFilm_EndsTheFilmsActivation()
    {
        var ahead = new Ballot(Ann, 8, Ticket: 1, CastAt: 1_700_000_000, Incarnation: 1);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Silo.Film(Id).VoteAsync(ahead));
        await Silo.RaiseIncarnationAsync();

        var answer = await Eventually.AnsweredAsync(() => Silo.Film(Id).VoteAsync(ahead));
        Assert.Equal(1, answer.Rating.Count);
    }

    [Fact]
    public async Task OtherNews_ThatRestOnTheLostIncarnation_AreRefused()
    {
        await Silo.RaiseIncarnationAsync();
        await FilmAsync();
        var film = Silo.Film(Id);

        await Assert.ThrowsAsync<InconsistentStateException>(() => film.ExcludeAsync(new FilmExclusion(1, 0, 1, Lifts: false)));
        await Assert.ThrowsAsync<InconsistentStateException>(() => film.MarkReviewAsync(new HelpfulVote(Ann, Ann + 1, 1, true)));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => film.PutReviewAsync(new ReviewNews(Ann, 1, DateTimeOffset.UnixEpoch, null)));
        var draft = new ReviewDraft(1, "Ann", "A headline", "Ten characters.", false, DateTimeOffset.UnixEpoch, ReviewState.Published);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Silo.Grains.GetGrain<IReviewGrain>(Ann, Id, null).PutAsync(draft));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => Silo.ShardOf(Id).SettleAsync(new FilmState(null, 0, FilmRating.None(Id)), Guid.Empty));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Silo.ShardOf(Id).OfferAsync(FilmRating.None(Id)));
    }

    [Fact]
    public async Task Everything_AfterTheStoreCameBack_GoesOn()
    {
        await Silo.RateAsync(Ann, Id, 8);
        await Silo.RaiseIncarnationAsync();

        Assert.Equal(2, (await RateAsync(2)).HalfStarSum);
        var command = new ReviewCommand(
            Making.StampOf(Ann), Id, new WrittenReview("A headline", "Ten characters.", false), TimeSpan.FromSeconds(10));
        Assert.Equal(ReviewOutcome.Done, (await Silo.User(Ann).ReviewAsync(command)).Outcome);
        var audit = await Silo.Film(Id).AuditAsync();
        Assert.Equal(audit.Served.Version, audit.Recounted.Version);
        Assert.Equal(1, audit.Recounted.Count);
    }

    private async Task<FilmRating> RateAsync(byte halfStars) =>
        (await Eventually.AnsweredAsync(() => Silo.RateAsync(Ann, Id, halfStars), answer => answer.Outcome == RateOutcome.Done)).Rating!;

    /// <summary>The film as reported by the activation based on the new incarnation.</summary>
    private Task<FilmState> FilmAsync() =>
        Eventually.AnsweredAsync(() => Silo.Film(Id).ReadAsync(), film => Incarnation.Of(film.Rating.Version) == 1);

    private Task<FeedPage> LeaseAsync(long epoch, long number) =>
        Silo.ShardOf(Id).LeaseAsync(
            new FeedLease(Guid.NewGuid(), Silo.Grains.CreateObjectReference<IFeedObserver>(Deaf.Node), epoch, number));

    private sealed class Deaf : IFeedObserver
    {
        public static readonly Deaf Node = new();

        public Task FeedAsync(FeedPage page) => Task.CompletedTask;
    }
}
