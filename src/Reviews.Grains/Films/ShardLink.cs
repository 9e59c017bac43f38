using Microsoft.Extensions.Logging;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;

namespace Reviews.Grains.Films;

/// <summary>A film's side of the protocol with its shard: marked before it writes, reported after, settled when quiet.</summary>
/// <remarks>While a mark exists, the shard asks a film that it does not hear from. So a film that dies after a commit never stays stale,
/// and a lost offer need not be repeated. Runs on the film's own scheduler; no locks.</remarks>
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
    private int _offeredWriting;

    /// <summary>
    /// By the task itself, which ends with all that it does: whoever waits for it in this turn must not find it done and still under way.
    /// </summary>
    private bool IsSettling => _settling is { IsCompleted: false };

    /// <summary>Whether the shard may hold a mark of this film.</summary>
    public bool IsMarked => _lastMark != Guid.Empty;

    /// <summary>Whether no write is under way and none ended within <paramref name="quietTime"/>.</summary>
    public bool IsQuiet(TimeSpan quietTime) => _writes == 0 && time.GetElapsedTime(_lastWrite) >= quietTime;

    /// <summary>Waits until a mark stands, and holds off settling until <see cref="EndWrite"/>.</summary>
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

    /// <summary>Offers the durable rating and writing to the shard: one offer under way, the latest value wins.</summary>
    public void Offer()
    {
        if (_offering || IsOffered(read())) return;
        _offering = true;
        OfferUntilCurrentAsync().Ignore();
    }

    /// <summary>Leaves the state with the shard and clears the mark; no write starts meanwhile.</summary>
    public Task SettleAsync()
    {
        // While a mark is being made it is the newest the shard may hold; settling it now would take it away from the write it is made for.
        if (IsSettling || _marking is { IsCompleted: false } || _lastMark == Guid.Empty) return Task.CompletedTask;
        _mark = Guid.Empty;
        return _settling = SettleOnceAsync();
    }

    private async Task SettleOnceAsync()
    {
        await shard.SettleAsync(read(), _lastMark);
        _lastMark = Guid.Empty;
    }

    /// <summary>Leaves the state with the shard; the mark stays, since writes are under way.</summary>
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
        // also where only the writing is new: it says which store it rests on, and is refused under another
        await shard.OfferAsync(film.Rating);
        _offeredVersion = film.Rating.Version;
        if (film.Writing is not { } writing || writing.Revision == _offeredWriting) return;
        await shard.OfferWritingAsync(filmId, writing);
        _offeredWriting = writing.Revision;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The shard did not take the news of {FilmId}; it will ask for them.")]
    private partial void LogOfferLost(string filmId, Exception exception);
}
