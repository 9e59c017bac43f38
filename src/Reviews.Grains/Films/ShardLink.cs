using Microsoft.Extensions.Logging;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;

namespace Reviews.Grains.Films;

/// <summary>A film's side of the agreement with its shard: marked before it writes, heard of after, settled when quiet.</summary>
/// <remarks>While a mark stands, the shard asks a film it does not hear of. So a film that dies after a commit is never stale for good,
/// and an offer that gets lost needs no repeat. Runs on the film's own scheduler; no locks.</remarks>
internal sealed partial class ShardLink(ICatalogueShardGrain shard, string filmId, Func<FilmState> read, TimeProvider time, ILogger logger)
{
    private Guid _mark;              // the mark under which writes may start; empty: none
    private Guid _lastMark;          // what the shard may still hold of us
    private Task? _marking;
    private Task? _settling;
    private int _writes;
    private long _lastWrite;
    private bool _offering;
    private long _offeredVersion = -1;

    /// <summary>Whether the shard may hold a mark of this film.</summary>
    public bool IsMarked => _lastMark != Guid.Empty;

    /// <summary>Whether no write is under way and none ended within <paramref name="quietTime"/>.</summary>
    public bool IsQuiet(TimeSpan quietTime) => _writes == 0 && time.GetElapsedTime(_lastWrite) >= quietTime;

    /// <summary>Waits until a mark stands, and holds off settling until <see cref="EndWrite"/>.</summary>
    public async ValueTask BeginWriteAsync()
    {
        while (_settling is not null || _mark == Guid.Empty)
        {
            if (_settling is not null) await _settling.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            else await (_marking ??= MarkAsync());
        }

        _writes++;
    }

    /// <summary>Ends what <see cref="BeginWriteAsync"/> began.</summary>
    public void EndWrite()
    {
        _writes--;
        _lastWrite = time.GetTimestamp();
    }

    /// <summary>Takes over the mark of an earlier activation, so that it is settled; writes still need one of our own.</summary>
    public void Adopt(Guid standing)
    {
        if (_lastMark == Guid.Empty) _lastMark = standing;
    }

    /// <summary>Offers the durable rating to the shard: one offer under way, the latest value wins.</summary>
    public void Offer()
    {
        if (_offering || read().Rating.Version == _offeredVersion) return;
        _offering = true;
        OfferUntilCurrentAsync().Ignore();
    }

    /// <summary>Leaves the state with the shard and clears the mark; no write starts meanwhile.</summary>
    public async Task SettleAsync()
    {
        if (_settling is not null || _lastMark == Guid.Empty) return;
        _mark = Guid.Empty;
        _settling = shard.SettleAsync(read(), _lastMark);
        try
        {
            await _settling;
            _lastMark = Guid.Empty;
        }
        finally
        {
            _settling = null;
        }
    }

    /// <summary>Leaves the state with the shard; the mark stays, since writes are under way.</summary>
    public Task ShareAsync() => shard.SettleAsync(read(), Guid.Empty);

    private async Task MarkAsync()
    {
        try
        {
            var name = Guid.NewGuid();
            _lastMark = name;
            await shard.MarkAsync(filmId, name);
            _mark = name;
        }
        finally
        {
            _marking = null;
        }
    }

    private async Task OfferUntilCurrentAsync()
    {
        try
        {
            for (var rating = read().Rating; rating.Version != _offeredVersion; rating = read().Rating)
            {
                await shard.OfferAsync(rating);
                _offeredVersion = rating.Version;
            }
        }
        catch (Exception exception)
        {
            LogOfferLost(filmId, exception);
        }
        finally
        {
            _offering = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The shard did not take the rating of {FilmId}; it will ask for it.")]
    private partial void LogOfferLost(string filmId, Exception exception);
}
