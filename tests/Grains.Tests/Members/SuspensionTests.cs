using Grains.Tests.Fixtures;
using Reviews.Contracts.Members;

namespace Grains.Tests.Members;

/// <summary>
/// A suspended member writes nothing, and their votes leave all averages and come back; also when the process dies in between.
/// </summary>
public sealed class SuspensionTests
{
    private const long Member = 42;
    private const long Other = 43;

    private static readonly string[] Films = [.. Enumerable.Range(1, 40).Select(number => $"film-{number}-1999")];

    [Fact]
    public async Task SuspendAsync_MemberWithVotes_AverageIsWithoutThemUntilItIsLifted()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);

        Assert.True(await silo.User(Member).SuspendAsync("spam"));
        Assert.Equal(RateOutcome.Suspended, (await silo.RateAsync(Member, Films[0], 5)).Outcome);
        Assert.Equal("spam", (await silo.User(Member).StatusAsync(Making.StampOf(Member)))!.Suspension);
        await SumsAreAsync(silo, 7);

        Assert.True(await silo.User(Member).LiftSuspensionAsync());
        await SumsAreAsync(silo, 7 + 3);
        Assert.Equal(RateOutcome.Done, (await silo.RateAsync(Member, Films[0], 5)).Outcome);
        Assert.False(await silo.User(999).SuspendAsync("spam"));
    }

    [Theory, Trait("Category", "Slow")]
    [InlineData("user/", true)]
    [InlineData("user/", false)]
    [InlineData("film/", true)]
    [InlineData("film/", false)]
    public async Task SuspendAsync_ProcessDiesInTheMiddle_GoesOnByItselfAfterTheStart(string journal, bool storeFirst)
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store))
        {
            var hold = silo.Faults.HoldNext("film/");
            await silo.User(Member).SuspendAsync("spam");
            await hold.Reached;
            var gone = silo.Faults.DieAtNext(journal, storeFirst);
            hold.Release();
            await gone;
            await silo.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(store);   // nobody calls the member: the work grain does
        await SumsAreAsync(next, 7);
    }

    /// <summary>Two members who vote 3 and 7 half stars on each film.</summary>
    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store);
        foreach (var film in Films) await silo.PublishAsync(film);
        await silo.JoinAsync(Member);
        await silo.JoinAsync(Other);
        await Task.WhenAll(Films.Select(film => silo.RateAsync(Member, film, 3)));
        await Task.WhenAll(Films.Select(film => silo.RateAsync(Other, film, 7)));
        return silo;
    }

    private static async Task SumsAreAsync(TestSilo silo, int sum) => await Eventually.AnsweredAsync(
        async () => await Task.WhenAll(Films.Select(film => silo.Film(film).AuditAsync())),
        audits => audits.All(audit => audit.Served.HalfStarSum == sum && audit.Recounted.HalfStarSum == sum));
}
