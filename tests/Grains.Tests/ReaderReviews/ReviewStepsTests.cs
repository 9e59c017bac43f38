using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.ReaderReviews;

/// <summary>
/// A review is written or withdrawn, and the process dies at one of the writes, on either side: afterwards it is everywhere or nowhere, and
/// a repeat succeeds.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ReviewStepsTests
{
    private const string Id = "never-let-me-go-2010";
    private const long Member = 42;

    private static readonly WrittenReview Old = new("Old", "Ten characters and more.", false);
    private static readonly WrittenReview New = new("New", "Other characters than before.", false);

    public static MatrixTheoryData<string, bool, string> Steps =>
        new(["user/", "shard/", "film/"], [false, true], ["write", "replace", "withdraw"]);

    [Theory, MemberData(nameof(Steps))]
    public async Task ReviewAsync_ProcessDiesAtAStep_IsEverywhereOrNowhere(string journal, bool storeFirst, string what)
    {
        using var store = new TestStore();
        var text = what == "withdraw" ? null : New;
        await using (var silo = await StartAsync(store, what == "write" ? null : Old))
        {
            await silo.DieDuringAsync(journal, storeFirst, () => SendAsync(silo, text));
        }

        await using var next = await TestSilo.StartAsync(store);
        await next.User(Member).ProfileAsync();   // the member's one call
        Assert.Equal(Expected(journal, storeFirst, what), await AgreeAsync(next));

        var repeated = await Eventually.AnsweredAsync(() => SendAsync(next, text));
        Assert.Contains(repeated.Outcome, text is null ? new[] { ReviewOutcome.Done, ReviewOutcome.NoReview } : [ReviewOutcome.Done]);
        Assert.Equal(text?.Title, await AgreeAsync(next));
    }

    /// <summary>
    /// The headline that stands after the death. A text that was only wished for is lost with its writer's process; a withdrawal needs no
    /// text.
    /// </summary>
    private static string? Expected(string journal, bool storeFirst, string what)
    {
        var standing = what == "write" ? null : Old.Title;
        if (journal != "user/") return what == "withdraw" ? null : New.Title;   // its own grain has it already
        return what == "withdraw" && storeFirst ? null : standing;
    }

    /// <summary>A member with that review, or none, of a film that is quiet: the next change marks it first.</summary>
    private static async Task<TestSilo> StartAsync(TestStore store, WrittenReview? standing)
    {
        var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Member);
        if (standing is not null) Assert.Equal(ReviewOutcome.Done, (await SendAsync(silo, standing)).Outcome);
        await silo.DisposeAsync();
        return await TestSilo.StartAsync(store);
    }

    private static Task<ReviewAnswer> SendAsync(TestSilo silo, WrittenReview? text) =>
        silo.User(Member).ReviewAsync(new ReviewCommand(Making.StampOf(Member), Id, text, TimeSpan.FromSeconds(10)));

    /// <summary>
    /// Waits until the member's list, the review, the film and the shard say the same; returns the headline, null for none.
    /// </summary>
    private static async Task<string?> AgreeAsync(TestSilo silo)
    {
        var agreed = await Eventually.AnsweredAsync(
            async () =>
            {
                var listed = (await silo.User(Member).ReviewsAsync(null, 10)).Items.Length == 1;
                var own = (await silo.Grains.GetGrain<IReviewGrain>(Member, Id, null).ReadAsync())?.Face.Title;
                var film = await silo.Film(Id).ReviewAsync(Member) is not null;
                var head = (await silo.Film(Id).ReadAsync()).Writing?.Newest.SingleOrDefault()?.Title;
                var shard = (await silo.ShardOf(Id).FindAsync(Id))?.Writing?.Newest.SingleOrDefault()?.Title;
                return (Listed: listed, Own: own, Film: film, Head: head, Shard: shard);
            },
            seen => seen.Listed == (seen.Own is not null) && seen.Film == seen.Listed && seen.Head == seen.Own && seen.Shard == seen.Own);
        return agreed.Own;
    }
}
