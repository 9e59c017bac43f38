using Live.Tests.Fixtures;

namespace Live.Tests.Hub;

/// <summary>Readers with the browsers' own client, real votes, a real silo.</summary>
public sealed class WatchersTests(LiveHost host) : IClassFixture<LiveHost>
{
    private const int Watchers = 200;

    [Fact]
    public async Task RatingChanged_200WatchersUnderVotes_AllEndOnTheFinalVersionAndNoneGoesBack()
    {
        var film = (await host.PublishAsync(1))[0];
        await using var node = NodeWatchers.Start(host.Hub.ToString());
        await node.ConnectAsync(Watchers, film);
        var turnsBefore = host.Relay.TurnsTaken;

        var final = await VoteAsync(film, 2_000);
        await node.UntilAllKnowAsync(film, final);
        var intervals = ((host.Relay.TurnsTaken - turnsBefore) / host.Relay.Turns) + 2;   // one begun before, one not ended

        Assert.All(await node.ReportAsync(), watcher =>
        {
            Assert.Equal(0, watcher.WentBack);
            Assert.InRange(watcher.Pushes[film], 1, Math.Min(intervals, 2_000));
            var rating = watcher.Known[film];
            Assert.Equal((final, 2_000, 2_000), (rating.Version, rating.Count, rating.Histogram.Sum()));
            Assert.Equal(rating.Histogram.Select((count, i) => count * (i + 1) / 2m).Sum() / 2_000, rating.Average);
        });
    }

    [Fact]
    public async Task RatingChanged_ShardDeactivatedWhileWatched_NewsComeFromTheNewActivation()
    {
        var film = (await host.PublishAsync(1))[0];
        await using var node = NodeWatchers.Start(host.Hub.ToString());
        await node.ConnectAsync(10, film);
        await node.UntilAllKnowAsync(film, await VoteAsync(film, 1));

        for (var round = 0; round < 3; round++)
        {
            var epoch = await host.EpochAsync(film);
            await host.DeactivateShardAsync(film);
            var version = await VoteAsync(film, 1);
            await node.UntilAllKnowAsync(film, version);
            Assert.True(await host.EpochAsync(film) > epoch);
        }

        Assert.All(await node.ReportAsync(), watcher => Assert.Equal((0, 4), (watcher.WentBack, watcher.Known[film].Count)));
    }

    [Fact]
    public async Task RatingChanged_ConnectionDropped_ComesBackAndIsRightAgain()
    {
        var film = (await host.PublishAsync(1))[0];
        await using var proxy = new DroppingProxy(host.Url.Port);
        await using var node = NodeWatchers.Start(proxy.Through(host.Hub).ToString());
        await node.ConnectAsync(5, film);
        await node.UntilAllKnowAsync(film, await VoteAsync(film, 1));

        proxy.Cut();
        var missed = await VoteAsync(film, 3);
        proxy.Open();
        await node.UntilAllAreBackAsync(1);
        await node.UntilAllKnowAsync(film, missed);
        await node.UntilAllKnowAsync(film, await VoteAsync(film, 1));

        Assert.All(await node.ReportAsync(),
            watcher => Assert.Equal((1, 0, 5), (watcher.Reconnects, watcher.WentBack, watcher.Known[film].Count)));
    }

    /// <returns>The version after that many new members' votes.</returns>
    private async Task<long> VoteAsync(string film, int votes)
    {
        var ratings = await Task.WhenAll(Enumerable.Range(0, votes).Select(i => host.VoteAsync(film, 1 + (i % 10))));
        return ratings.Max(rating => rating.Version);
    }
}
