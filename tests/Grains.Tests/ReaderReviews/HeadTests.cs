using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.ReaderReviews;

/// <summary>The heads of a film's newest reviews: one that moves up is asked of its own grain, and what happens meanwhile is not
/// undone by the answer.</summary>
public sealed class HeadTests
{
    private const string Id = "never-let-me-go-2010";
    private const long Newest = FilmWriting.MaxNewest + 2;
    private const long NextNewest = Newest - 1;
    private const long First = 2;    // the first to move up
    private const long Second = 1;   // the next

    private static readonly WrittenReview Old = new("Old", "Says how it ends: xanadu.", false);
    private static readonly WrittenReview New = new("New", "Does not say how it ends.", false);

    private readonly HeldCalls _calls = new();

    [Fact]
    public async Task ReadAsync_ReviewChangedWhileItsHeadWasAskedFor_ShowsTheChange()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var (asked, withdrawal) = await MoveUpAsync(silo, Newest, First);

        Assert.Equal(ReviewOutcome.Done, (await WriteAsync(silo, First, New)).Outcome);
        asked.Release();
        await withdrawal;

        Assert.Equal(New.Title, await HeadOfAsync(silo, First));
        await silo.DeactivateAllAsync();
        Assert.Equal(New.Title, await HeadOfAsync(silo, First));
    }

    [Fact]
    public async Task ReadAsync_ChangeIsOnItsWayToTheStoreWhenTheHeadComes_ShowsTheChange()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var (asked, withdrawal) = await MoveUpAsync(silo, Newest, First);
        var write = silo.Faults.HoldNext("film/");
        var change = WriteAsync(silo, First, New);
        await write.Reached;

        asked.Release();
        var withdrawn = await withdrawal;   // nothing is written of the head, so it does not wait for the write
        write.Release();
        await change;

        Assert.Equal(ReviewOutcome.Done, withdrawn.Outcome);
        Assert.Equal(New.Title, await HeadOfAsync(silo, First));
    }

    [Fact]
    public async Task FoldAsync_ReviewWithdrawnWhileItsHeadWasAskedFor_ItsTextDoesNotComeBackToTheStore()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store, user => user == First ? Old : New);
        var (asked, withdrawal) = await MoveUpAsync(silo, Newest, First);

        await WriteAsync(silo, First, null);
        await silo.Film(Id).CompactAsync();
        asked.Release();
        await withdrawal;

        Assert.DoesNotContain("xanadu", await StoreBytes.JournalsAsync(store, "film/%"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_FilmWasQuietWhenTheHeadCameAndItsProcessDies_ShardHasTheHead()
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store))
        {
            var (asked, withdrawal) = await MoveUpAsync(silo, Newest, First);

            // Leaves all with the shard, and clears the mark.
            Assert.Equal(ArticleOutcome.Taken, await silo.Film(Id).PutArticleAsync(Article()));
            await silo.DieDuringAsync("film/", storeFirst: true, () =>
            {
                asked.Release();
                return withdrawal;
            });
        }

        await using var next = await TestSilo.StartAsync(store);
        var film = await Eventually.AnsweredAsync(
            () => next.ShardOf(Id).FindAsync(Id), film => film?.Writing?.Newest.Length == FilmWriting.MaxNewest);
        Assert.Equal(First, film!.Writing!.Newest[^1].UserId);
    }

    [Fact]
    public async Task ReadAsync_AnotherReviewMovesUpMeanwhile_BothAreShown()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var (asked, withdrawal) = await MoveUpAsync(silo, Newest, First);

        Assert.Equal(ReviewOutcome.Done, (await WriteAsync(silo, NextNewest, null)).Outcome);
        asked.Release();
        await withdrawal;

        Assert.Equal([First, Second], (await silo.Film(Id).ReadAsync()).Writing!.Newest.Select(review => review.UserId).TakeLast(2));
    }

    [Fact]
    public async Task ReadAsync_WriterVotesWhileTheReviewIsWritten_HeadShowsTheVote()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var write = silo.Faults.HoldNext("film/");
        var review = WriteAsync(silo, Newest + 1, Old);
        await write.Reached;

        var vote = silo.Film(Id).VoteAsync(new Ballot(Newest + 1, 8, 1, 0));
        await silo.Film(Id).ReadAsync();   // after the vote has been taken in
        write.Release();
        await Task.WhenAll(review, vote);

        var head = (await silo.Film(Id).ReadAsync()).Writing!.Newest[0];
        Assert.Equal((Newest + 1, 8), (head.UserId, head.HalfStars));
    }

    /// <summary>A film with more reviews than travel with it.</summary>
    private async Task<TestSilo> StartAsync(TestStore store, Func<long, WrittenReview>? text = null)
    {
        var silo = await TestSilo.StartAsync(store, services => services.AddSingleton<IIncomingGrainCallFilter>(_calls));
        await silo.PublishAsync(Id);
        for (var user = 1L; user <= Newest + 1; user++) await silo.JoinAsync(user);
        for (var user = 1L; user <= Newest; user++) await WriteAsync(silo, user, text?.Invoke(user) ?? Old);
        return silo;
    }

    /// <summary>Withdraws one of the newest; the review that moves up has been asked for its head, and the answer waits.</summary>
    private async Task<(Hold Asked, Task<ReviewAnswer> Withdrawal)> MoveUpAsync(TestSilo silo, long withdrawn, long next)
    {
        var asked = _calls.HoldNextAnswer(silo.Grains.GetGrain<IReviewGrain>(next, Id, null), nameof(IReviewGrain.ReadAsync));
        var withdrawal = WriteAsync(silo, withdrawn, null);
        await asked.Reached;
        return (asked, withdrawal);
    }

    private static async Task<string?> HeadOfAsync(TestSilo silo, long user) =>
        (await silo.Film(Id).ReadAsync()).Writing!.Newest.SingleOrDefault(review => review.UserId == user)?.Title;

    private static Task<ReviewAnswer> WriteAsync(TestSilo silo, long userId, WrittenReview? text) =>
        silo.User(userId).ReviewAsync(new ReviewCommand(Making.StampOf(userId), Id, text, TimeSpan.FromSeconds(10)));

    private static ArticleSummary Article() =>
        new("an-article", 1, "Title", "Author", Id, 8, ArticleAccess.Free, false, DateTimeOffset.UnixEpoch, "Preview", "Opening", false);
}
