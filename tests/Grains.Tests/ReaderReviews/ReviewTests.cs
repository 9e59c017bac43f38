using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.ReaderReviews;

/// <summary>The path of readers' reviews: member, review, film, shard.</summary>
public sealed class ReviewTests
{
    private const string Id = "never-let-me-go-2010";
    private static readonly WrittenReview Text = new("A headline", "Ten characters and more.", false);

    [Fact]
    public async Task ReviewAsync_WrittenChangedWithdrawn_MemberReviewFilmAndShardAgree()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(7);
        await silo.RateAsync(7, Id, 8);

        var written = await WriteAsync(silo, 7, Text);
        var changed = await WriteAsync(silo, 7, Text with { Title = "Another" });
        await silo.DeactivateAllAsync();

        Assert.Equal((ReviewOutcome.Done, ReviewOutcome.Done), (written.Outcome, changed.Outcome));
        Assert.Null(written.Review!.Face.EditedAt);
        Assert.NotNull(changed.Review!.Face.EditedAt);
        Assert.Equal(written.Review.Face.CreatedAt, changed.Review.Face.CreatedAt);
        var line = Assert.Single((await silo.Film(Id).ReviewsAsync(ReviewSort.Recent, null, 10)).Lines);
        Assert.Equal(new ReviewLine(7, 8, 0), line);
        Assert.Equal(Id, Assert.Single((await silo.User(7).ReviewsAsync(null, 10)).Items).FilmId);
        Assert.Equal("A headline", Assert.Single(await Review(silo, 7).EarlierAsync()).Title);
        await Eventually.AnsweredAsync(() => silo.ShardOf(Id).FindAsync(Id),
            film => film?.Writing?.Newest is [{ Title: "Another", HalfStars: 8, Body: "Ten characters and more." }]);

        var withdrawn = await WriteAsync(silo, 7, null);
        Assert.Equal((ReviewOutcome.Done, null), (withdrawn.Outcome, withdrawn.Review));
        Assert.Equal(ReviewOutcome.NoReview, (await WriteAsync(silo, 7, null)).Outcome);
        Assert.Empty((await silo.Film(Id).ReviewsAsync(ReviewSort.Helpful, null, 10)).Lines);
        Assert.Null(await Review(silo, 7).ReadAsync());
        Assert.Empty(await Review(silo, 7).EarlierAsync());
        Assert.Empty((await silo.User(7).ReviewsAsync(null, 10)).Items);
    }

    [Fact]
    public async Task ReviewAsync_RefusedBefore_WritesNothing()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.JoinAsync(7);

        Assert.Equal(ReviewOutcome.UnknownFilm, (await WriteAsync(silo, 7, Text)).Outcome);
        Assert.Null(await Review(silo, 7).ReadAsync());
        Assert.Empty((await silo.User(7).ReviewsAsync(null, 10)).Items);
        Assert.Equal(
            ReviewOutcome.SignedOut, (await silo.User(7).ReviewAsync(new ReviewCommand("old", Id, Text, TimeSpan.FromSeconds(5)))).Outcome);
        Assert.Equal(ReviewOutcome.NoReview, (await WriteAsync(silo, 7, null)).Outcome);
    }

    [Fact]
    public async Task MarkAsync_OnceAMember_CountsOnceAndNotForOnesOwn()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        foreach (var user in new long[] { 7, 8, 9 }) await silo.JoinAsync(user);
        await WriteAsync(silo, 7, Text);

        Assert.Equal(ReviewOutcome.Own, (await MarkAsync(silo, 7, 7, true)).Outcome);
        Assert.Equal(ReviewOutcome.NoReview, (await MarkAsync(silo, 8, 9, true)).Outcome);
        Assert.Equal(1, (await MarkAsync(silo, 8, 7, true)).Helpful);
        Assert.Equal(1, (await MarkAsync(silo, 8, 7, true)).Helpful);
        Assert.Equal(2, (await MarkAsync(silo, 9, 7, true)).Helpful);
        Assert.True(Assert.Single(await silo.User(8).MarksAsync(Id)).IsHelpful);
        Assert.Equal(1, (await MarkAsync(silo, 8, 7, null)).Helpful);
        Assert.Empty(await silo.User(8).MarksAsync(Id));

        await silo.DeactivateAllAsync();
        Assert.Equal(1, (await silo.Film(Id).ReviewAsync(7))!.Value.Helpful);
        Assert.Equal(1, Assert.Single((await silo.Film(Id).ReadAsync()).Writing!.Newest).Helpful);
    }

    [Fact]
    public async Task ReadAsync_NewestReviews_FollowVotesAndWithdrawals()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        for (var user = 1; user <= FilmWriting.MaxNewest + 2; user++)
        {
            await silo.JoinAsync(user);
            await WriteAsync(silo, user, Text with { Title = $"By {user}" });
        }

        var before = (await silo.Film(Id).ReadAsync()).Writing!;
        Assert.Equal(7, before.Reviews);
        Assert.Equal([7L, 6, 5, 4, 3], before.Newest.Select(review => review.UserId));
        await silo.RateAsync(7, Id, 9);
        await silo.RateAsync(1, Id, 9);
        var voted = (await silo.Film(Id).ReadAsync()).Writing!;
        Assert.Equal((9, before.Revision + 1), (voted.Newest[0].HalfStars, voted.Revision));

        await WriteAsync(silo, 6, null);
        await silo.DeactivateAllAsync();
        Assert.Equal([7L, 5, 4, 3, 2], (await silo.Film(Id).ReadAsync()).Writing!.Newest.Select(review => review.UserId));
        Assert.Equal("By 2", (await silo.Film(Id).ReadAsync()).Writing!.Newest[4].Title);
    }

    [Fact]
    public async Task ModerateAsync_HiddenAndRestored_FilmFollowsAndEditsDoNotUndoIt()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(7);
        Assert.False(await Review(silo, 7).ModerateAsync(ReviewState.Hidden));
        await WriteAsync(silo, 7, Text);

        Assert.True(await Review(silo, 7).ModerateAsync(ReviewState.Hidden));
        Assert.Null(await silo.Film(Id).ReviewAsync(7));
        await WriteAsync(silo, 7, Text with { Title = "Edited" });
        await WriteAsync(silo, 7, null);
        await WriteAsync(silo, 7, Text with { Title = "Written anew" });
        Assert.Empty((await silo.Film(Id).ReadAsync()).Writing!.Newest);
        Assert.Equal(ReviewState.Hidden, (await Review(silo, 7).ReadAsync())!.State);

        Assert.True(await Review(silo, 7).ModerateAsync(ReviewState.Published));
        Assert.Equal("Written anew", Assert.Single((await silo.Film(Id).ReadAsync()).Writing!.Newest).Title);
    }

    [Fact]
    public async Task ReviewAsync_FilmCantWrite_IsUnsureAndArrivesLater()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(7);
        await silo.JoinAsync(8);
        await WriteAsync(silo, 8, Text);

        var hold = silo.Faults.HoldNext("film/");
        var unsure = await silo.User(7).ReviewAsync(new ReviewCommand(Making.StampOf(7), Id, Text, TimeSpan.FromMilliseconds(300)));
        var mark = await silo.User(7).MarkAsync(new MarkCommand(Making.StampOf(7), Id, 8, true, TimeSpan.FromMilliseconds(300)));
        Assert.Equal((ReviewOutcome.Unsure, ReviewOutcome.Unsure), (unsure.Outcome, mark.Outcome));
        hold.Release();

        await Eventually.AnsweredAsync(() => silo.User(7).ResumeAsync(), done => done);
        Assert.NotNull(await silo.Film(Id).ReviewAsync(7));
        Assert.Equal(1, (await silo.Film(Id).ReviewAsync(8))!.Value.Helpful);
    }

    [Fact]
    public async Task SettleAsync_TextThatNeverCame_CanNotComeAfterwards()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var review = Review(silo, 7);

        Assert.Null((await review.SettleAsync(3)).Review);
        await review.PutAsync(
            new ReviewDraft(3, "Late", "Late", "Too late to be read.", false, DateTimeOffset.UnixEpoch, ReviewState.Published));

        Assert.Null(await review.ReadAsync());
        Assert.Null(await silo.Film(Id).ReviewAsync(7));
    }

    [Fact]
    public async Task ReviewsAsync_ManyReviews_SurviveAFoldAndPageByCursor()
    {
        const int count = 120;
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await Task.WhenAll(Enumerable.Range(1, count).Select(user => silo.Film(Id).PutReviewAsync(new ReviewNews(
            user, 1, DateTimeOffset.UnixEpoch.AddMinutes(user), new PublicReview(
                user, Id, "Member", 0, "T", new string('x', 600), false, false, 0, DateTimeOffset.UnixEpoch.AddMinutes(user), null)))));
        await Task.WhenAll(
            Enumerable.Range(1, count).Select(user => silo.Film(Id).MarkReviewAsync(new HelpfulVote(user % 3 + 1, 1_000 + user, 1, true))));
        await silo.DeactivateAllAsync();

        var (seen, cursor) = (new List<long>(), (string?)null);
        do
        {
            var page = await silo.Film(Id).ReviewsAsync(ReviewSort.Recent, cursor, 50);
            seen.AddRange(page.Lines.Select(line => line.UserId));
            cursor = page.Next;
        }
        while (cursor is not null);
        var helpful = await silo.Film(Id).ReviewsAsync(ReviewSort.Helpful, null, 3);

        Assert.Equal(Enumerable.Range(1, count).Reverse().Select(user => (long)user), seen);
        Assert.All(helpful.Lines, line => Assert.Equal(40, line.Helpful));
        Assert.Equal(count, helpful.Total);
    }

    private static IReviewGrain Review(TestSilo silo, long userId) => silo.Grains.GetGrain<IReviewGrain>(userId, Id, null);

    private static Task<ReviewAnswer> WriteAsync(TestSilo silo, long userId, WrittenReview? text) =>
        silo.User(userId).ReviewAsync(new ReviewCommand(Making.StampOf(userId), Id, text, TimeSpan.FromSeconds(10)));

    private static Task<ReviewAnswer> MarkAsync(TestSilo silo, long userId, long reviewerId, bool? isHelpful) =>
        silo.User(userId).MarkAsync(new MarkCommand(Making.StampOf(userId), Id, reviewerId, isHelpful, TimeSpan.FromSeconds(10)));
}
