using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reviews.Contracts.Members;

namespace Grains.Tests.Members;

/// <summary>Machines whose clocks are two hours apart: the order of votes depends on no clock.</summary>
public sealed class ClockSkewTests
{
    private const string Film = "never-let-me-go-2010";
    private const int Turns = 6;
    private static readonly long[] Members = [1, 2, 3];
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact, Trait("Category", "Slow")]
    public async Task RateAsync_OnSilosWhoseClocksDiffer_TheLastVoteStandsAndEverythingRecounts()
    {
        using var store = new TestStore();
        await using var ahead = await TestSilo.StartAsync(store, services => Shift(services, Hour));
        await ahead.PublishAsync(Film);
        foreach (var member in Members) await ahead.JoinAsync(member);
        await using var behind = await TestSilo.StartAsync(store, services => Shift(services, -Hour), sharing: ahead);

        // Each turn is on the other silo: whoever votes last there has the lower time and must win all the same.
        var version = 0L;
        for (var turn = 1; turn <= Turns; turn++)
        {
            foreach (var member in Members)
            {
                var answer = await VoteAsync(turn % 2 == 0 ? behind : ahead, member, (byte)turn);
                Assert.True(answer.Rating!.Version > version, $"Turn {turn}: version {answer.Rating.Version} after {version}.");
                version = answer.Rating.Version;
            }
        }

        // The silo that wrote last; the other one may not know yet that it was passed.
        var audit = await Eventually.AnsweredAsync(
            () => behind.Film(Film).AuditAsync(), audit => audit.Served.HalfStarSum == Members.Length * Turns);
        Assert.Equal((Members.Length, audit.Served.HalfStarSum), (audit.Recounted.Count, audit.Recounted.HalfStarSum));
        Assert.Equal(audit.Served.Histogram, audit.Recounted.Histogram);

        foreach (var member in Members)
        {
            var list = await Eventually.AnsweredAsync(() => behind.User(member).RatingsAsync(null, 10));
            Assert.Equal(Turns, Assert.Single(list.Items).HalfStars);
        }
    }

    /// <summary>Repeats until it counts: a silo that the other has overtaken learns so from the journal, and re-reads.</summary>
    private static Task<RateAnswer> VoteAsync(TestSilo silo, long member, byte halfStars) =>
        Eventually.AnsweredAsync(() => silo.RateAsync(member, Film, halfStars), answer => answer.Outcome == RateOutcome.Done);

    private static void Shift(IServiceCollection services, TimeSpan by) =>
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new ClockOfAnother(by)));

    /// <summary>A machine's clock that is wrong by so much; time passes as everywhere.</summary>
    private sealed class ClockOfAnother(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
