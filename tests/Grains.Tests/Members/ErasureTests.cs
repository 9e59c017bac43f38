using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;

namespace Grains.Tests.Members;

/// <summary>
/// Erasure: signed out with the answer, out of every average, names free, and nothing left in any record; also when the process dies in
/// between.
/// </summary>
public sealed class ErasureTests
{
    private const long Member = 42;
    private const long Other = 43;
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Email = "canary-of-erasure@example.org";

    private static readonly string[] Films = [.. Enumerable.Range(1, 40).Select(number => $"film-{number}-1999")];

    [Fact]
    public async Task EraseAsync_MemberWithVotes_IsGoneAtOnceAndAveragesFollow()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);

        Assert.True(await silo.Data(Member).EraseAsync(Making.StampOf(Member), Secret));

        Assert.Null(await silo.User(Member).StatusAsync(Making.StampOf(Member)));
        Assert.Null(await silo.User(Member).ProfileAsync());
        Assert.Null(await silo.User(Member).AccountAsync());
        Assert.Equal(RateOutcome.SignedOut, (await silo.RateAsync(Member, Films[0], 5)).Outcome);
        var done = await DoneAsync(silo);
        Assert.Equal((Films.Length, 0, 0, 0), (done.Votes, done.VotesLeft, done.RecordsLeft, done.Names));
        await AssertAsIfNeverVotedAsync(silo);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task EraseAsync_Finished_NothingIsLeftInAnyRecord()
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store))
        {
            var number = await silo.StartAsync(Member, Importing.Plan((Films[0], 9), (Films[1], 9)));
            await silo.UntilAsync(Member, number, ImportStatus.Done);
            await silo.Data(Member).EraseAsync(Making.StampOf(Member), Secret);
            await DoneAsync(silo);
        }

        var all = await StoreBytes.AllAsync(store);
        Assert.DoesNotContain(Email.ToUpperInvariant(), all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Making.StampOf(Member), all, StringComparison.Ordinal);
        var own = await StoreBytes.JournalsAsync(store, $"user/{Member:x}");
        Assert.Contains(Secret, own, StringComparison.Ordinal);   // the mark that nothing may bring the member back
        Assert.DoesNotContain(Films[0], own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EraseAsync_Finished_NamesAreFreeAndNothingBringsTheMemberBack()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await silo.Data(Member).EraseAsync(Making.StampOf(Member), Secret);
        await DoneAsync(silo);

        Assert.Null(await NameOf(silo).OwnerAsync());
        Assert.NotNull(await NameOf(silo).ClaimAsync(Other));
        Assert.False(await silo.User(Member).PutAccountAsync(Making.Account(Member, Email), null, null));
        Assert.Null(await silo.Data(Member).ErasureAsync("another" + Secret));
    }

    [Fact]
    public async Task EraseAsync_VoteWaitsForItsTurn_DoesNotSlipPast()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var hold = silo.Faults.HoldNext("film/");
        var first = silo.RateAsync(Member, Films[0], 9);
        await hold.Reached;
        var second = silo.RateAsync(Member, Films[0], 2);   // waits for the first

        await silo.Data(Member).EraseAsync(Making.StampOf(Member), Secret);
        hold.Release();

        await Task.WhenAll(first, second);
        Assert.Equal(RateOutcome.SignedOut, (await second).Outcome);
        await DoneAsync(silo);
        await AssertAsIfNeverVotedAsync(silo);
    }

    [Theory, Trait("Category", "Slow")]
    [InlineData("user/", true, 1)]
    [InlineData("user/", false, 2)]
    [InlineData("user/", true, 3)]
    [InlineData("film/", true, 1)]
    [InlineData("film/", false, 20)]
    [InlineData("film/", true, 60)]
    public async Task EraseAsync_ProcessDiesInTheMiddle_GoesOnByItselfAfterTheStart(string journal, bool storeFirst, int writes)
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store))
        {
            await silo.Data(Member).EraseAsync(Making.StampOf(Member), Secret);
            var before = silo.Faults.WritesOf(journal);
            await Eventually.GetAsync(() => silo.Faults.WritesOf(journal), now => now >= before + writes - 1);
            var gone = silo.Faults.DieAtNext(journal, storeFirst);
            await Task.WhenAny(gone, DoneAsync(silo));
            await silo.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);   // nobody calls the member: the work grain does
        await DoneAsync(next);
        await AssertAsIfNeverVotedAsync(next);
        Assert.Null(await NameOf(next).OwnerAsync());
    }

    private static INameGrain NameOf(TestSilo silo) => silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email.ToUpperInvariant()));

    /// <summary>A member with a name and a vote on each film, and another who votes on half of them.</summary>
    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store);
        foreach (var film in Films) await silo.PublishAsync(film);
        var claim = await NameOf(silo).ClaimAsync(Member);
        Assert.True(await silo.User(Member).PutAccountAsync(Making.Account(Member, Email), null, claim));
        await NameOf(silo).ConfirmAsync(Member, claim!.Value);
        await silo.JoinAsync(Other);
        await Task.WhenAll(Films.Select((film, index) => silo.RateAsync(Member, film, (byte)(index % 10 + 1))));
        await Task.WhenAll(Films.Where((_, index) => index % 2 == 0).Select(film => silo.RateAsync(Other, film, 7)));
        return silo;
    }

    private static async Task<ErasureProgress> DoneAsync(TestSilo silo) =>
        (await Eventually.AnsweredAsync(() => silo.Data(Member).ErasureAsync(Secret), progress => progress?.FinishedAt is not null))!;

    private static async Task AssertAsIfNeverVotedAsync(TestSilo silo)
    {
        foreach (var (film, index) in Films.Select((film, index) => (film, index)))
        {
            var audit = await silo.Film(film).AuditAsync();
            Assert.Equal(index % 2 == 0 ? (1, 7L) : (0, 0L), (audit.Served.Count, audit.Served.HalfStarSum));
            Assert.Equal((audit.Served.Count, audit.Served.HalfStarSum), (audit.Recounted.Count, audit.Recounted.HalfStarSum));
        }
    }
}
