using Microsoft.Extensions.Logging.Abstractions;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Films;

namespace Grains.Tests.Films;

/// <summary>What a film and its shard agree on, in the turns of one scheduler, as in an activation.</summary>
public sealed class ShardLinkTests
{
    [Fact]
    public async Task BeginWriteAsync_InTheTurnAfterTheShardHasAnsweredASettlement_WaitsForItsEndAndGoesOn()
    {
        var shard = new AnsweringShard();
        var link = new ShardLink(
            shard, "heat", () => new FilmState(null, 0, FilmRating.None("heat")), TimeProvider.System, NullLogger.Instance);
        var turns = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
        await turns.StartNew(async () =>
        {
            await link.BeginWriteAsync();
            link.EndWrite();
        }).Unwrap();

        var write = turns.StartNew(() =>
        {
            var settled = link.SettleAsync();
            shard.Settled.SetResult();   // the answer is there, and whoever waits for it has its turn after this one
            return Task.WhenAll(settled, link.BeginWriteAsync().AsTask());
        });
        await Eventually.DoneAsync(write.Unwrap(), "a write begins after the settlement");

        Assert.Equal(2, shard.Marks);
    }

    /// <summary>Answers marks at once, and settlements when the test says so.</summary>
    private sealed class AnsweringShard : ICatalogueShardGrain
    {
        public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Marks { get; private set; }

        public Task MarkAsync(string filmId, Guid mark)
        {
            Marks++;
            return Task.CompletedTask;
        }

        public Task SettleAsync(FilmState film, Guid mark) => Settled.Task;

        public Task OfferAsync(FilmRating rating) => Task.CompletedTask;

        public Task OfferWritingAsync(string filmId, FilmWriting writing) => Task.CompletedTask;

        public Task<FilmState?> FindAsync(string filmId) => throw new NotSupportedException();

        public Task<FeedPage> LeaseAsync(FeedLease lease) => throw new NotSupportedException();

        public Task CompactAsync() => throw new NotSupportedException();

        public Task<CatalogueTotals> TotalsAsync() => throw new NotSupportedException();
    }
}
