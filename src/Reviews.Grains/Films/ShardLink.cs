using Microsoft.Extensions.Logging;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;

namespace Reviews.Grains.Films;

/// <summary>A film's side of the protocol with its shard: marked before it writes, reported afterwards, settled when idle.</summary>
/// <remarks>While a mark exists, the shard asks a film it does not hear from. So a film that dies after a commit never stays stale, and a
/// lost offer need not be retried. Runs on the film's own scheduler; no locks.</remarks>
internal sealed partial class ShardLink(ICatalogueShardGrain shard, string filmId, Func<FilmState> read, TimeProvider time, ILogger logger)
{
    private Guid _mark;              // the mark under which writes may start; empty: none
    private Guid _lastMark;          // the mark the shard may still hold
    private Task? _marking;
    private Task? _settling;
    private int _writes;
    private long _lastWrite;
    private bool _offering;
    private long _offeredVersion = -1;
    private int _offeredWriting;

    /// <summary>Derived from the task itself: a caller that awaited it must not find it completed and still settling.</summary>
    private bool IsSettling => _settling is { IsCompleted: false };

    /// <summary>Whether the shard may hold a mark of this film.</summary>
    public bool IsMarked => _lastMark != Guid.Empty;

    /// <summary>Whether no write is in flight and none ended within <paramref name="quietTime"/>.</summary>
    public bool IsQuiet(TimeSpan quietTime) => _writes == 0 && time.GetElapsedTime(_lastWrite) >= quietTime;

    /// <summary>Waits until a mark is in place, and holds off settling until <see cref="EndWrite"/>.</summary>
    public async ValueTask BeginWriteAsync()
    {
        while (IsSettling || _mark == Guid.Empty)
        {
            if (IsSettling)
                await _settling!.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            else
                await MarkOnceAsync();
        }

        _writes++;
    }

    /// <summary>Ends what <see cref="BeginWriteAsync"/> started.</summary>
    public void EndWrite()
    {
        _writes--;
        _lastWrite = time.GetTimestamp();
    }

    /// <summary>Takes over the mark of an earlier activation, so that it is settled; writes still need a mark of our own.</summary>
    public void Adopt(Guid standing)
    {
        if (_lastMark == Guid.Empty) _lastMark = standing;
    }

    /// <summary>Offers the durable rating and writing to the shard: one offer in flight, the latest value wins.</summary>
    public void Offer()
    {
        if (_offering || IsOffered(read())) return;
        _offering = true;
        OfferUntilCurrentAsync().Ignore();
    }

    /// <summary>Settles the state with the shard and clears the mark; no write starts in the meantime.</summary>
    public Task SettleAsync()
    {
        // A mark being made is the newest the shard may hold; settling it now would take it away from the write that needs it.
        if (IsSettling || _marking is { IsCompleted: false } || _lastMark == Guid.Empty) return Task.CompletedTask;
        _mark = Guid.Empty;
        return _settling = SettleOnceAsync();
    }

    private async Task SettleOnceAsync()
    {
        await shard.SettleAsync(read(), _lastMark);
        _lastMark = Guid.Empty;
    }

    /// <summary>Shares the state with the shard; the mark stays, since writes are in flight.</summary>
    public Task ShareAsync() => shard.SettleAsync(read(), Guid.Empty);

    private Task MarkOnceAsync()
    {
        if (_marking is not { IsCompleted: false }) _marking = MarkAsync();
        return _marking;
    }

    private async Task MarkAsync()
    {
        var name = Guid.NewGuid();
        _lastMark = name;
        await shard.MarkAsync(filmId, name);
        _mark = name;
    }

    private async Task OfferUntilCurrentAsync()
    {
        try
        {
            for (var film = read(); !IsOffered(film); film = read()) await OfferAsync(film);
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

    private bool IsOffered(FilmState film) => film.Rating.Version == _offeredVersion && (film.Writing?.Revision ?? 0) == _offeredWriting;

    private async Task OfferAsync(FilmState film)
    {
        // even if only the writing is new: the rating carries the store's incarnation, and is refused under another
        await shard.OfferAsync(film.Rating);
        _offeredVersion = film.Rating.Version;
        if (film.Writing is not { } writing || writing.Revision == _offeredWriting) return;
        await shard.OfferWritingAsync(filmId, writing);
        _offeredWriting = writing.Revision;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The shard did not accept the update of {FilmId}; it will ask for it.")]
    private partial void LogOfferLost(string filmId, Exception exception);
}
