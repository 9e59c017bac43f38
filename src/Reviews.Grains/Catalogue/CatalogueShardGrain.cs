using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Catalogue;

/// <summary>A sixteenth of the catalogue: keeps its films, receives their ratings, feeds the nodes.</summary>
/// <remarks>
/// Films own their ratings; here they are durable only as an idle film last settled them. A film with a mark may have written since.
/// </remarks>
[Reentrant, GrainType(GrainType)]
internal sealed partial class CatalogueShardGrain(
    [FromKeyedServices("shard")] ShardState state,
    GrainJournal journal,
    IOptions<ShardOptions> options,
    TimeProvider time,
    IStoreHistory history,
    ILogger<CatalogueShardGrain> logger) : StoreGrain(history), ICatalogueShardGrain
{
    public const string GrainType = "shard";

    private readonly ShardOptions _options = options.Value;
    private readonly FeedLeases _leases = new(time);
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly Queue<string> _trendless = [];
    private readonly HashSet<string> _silent = new(StringComparer.Ordinal);   // each logged once, until it answers
    private ChangeFeed _feed = new(0);
    private long _epoch;
    private long _pushed;
    private bool _pushing;

    /// <summary>The epoch as others see it: the store may come back with an epoch that was already used.</summary>
    private long ToldEpoch => Incarnation.Raise(_epoch, Standing);

    private int Shard => (int)this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _feed = new ChangeFeed(Shard);
        _epoch = state.Epoch + 1;
        state.TakeEpoch(_epoch);
        await journal.CommitAsync();
        foreach (var kept in state.Films.Values)
        {
            var film = kept with { Rating = kept.Rating with { Version = Incarnation.Raise(kept.Rating.Version, Standing) } };
            _feed.Take(film);
            if (!film.Rating.HasTrend) _trendless.Enqueue(film.Rating.FilmId);
        }

        _pushed = _feed.Number;

        this.RegisterGrainTimer(
            AskFilmsAsync, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = _options.AskInterval, Interleave = true });
        this.RegisterGrainTimer(
            ProveEpochAsync,
            new GrainTimerCreationOptions { DueTime = _options.EpochInterval, Period = _options.EpochInterval, Interleave = true });
    }

    public async Task MarkAsync(string filmId, Guid mark)
    {
        state.Mark(filmId, mark);
        await journal.CommitAsync();
        _heard[filmId] = time.GetTimestamp();
    }

    public async Task SettleAsync(FilmState film, Guid mark)
    {
        ArgumentNullException.ThrowIfNull(film);
        RequireIncarnation(Incarnation.Of(film.Rating.Version));
        state.Settle(film, mark);
        await journal.CommitAsync();
        Hear(film);
    }

    public Task OfferAsync(FilmRating rating)
    {
        ArgumentNullException.ThrowIfNull(rating);
        RequireIncarnation(Incarnation.Of(rating.Version));
        Hear(new FilmState(null, 0, rating));
        return Task.CompletedTask;
    }

    public Task OfferWritingAsync(string filmId, FilmWriting writing)
    {
        ArgumentNullException.ThrowIfNull(writing);
        if (_feed.Find(filmId) is { } film) Hear(film with { Writing = writing });
        return Task.CompletedTask;
    }

    public Task<FilmState?> FindAsync(string filmId) => Task.FromResult(_feed.Find(filmId));

    public Task<FeedPage> LeaseAsync(FeedLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (lease.Epoch > ToldEpoch)
        {
            // The node has seen a later activation: this one is stale.
            LogLeftBehind(Shard, ToldEpoch, lease.Epoch);
            DeactivateOnIdle();
            throw new InvalidOperationException($"Shard {Shard} was left behind at epoch {ToldEpoch}.");
        }

        _leases.Renew(lease.NodeId, lease.Observer);
        return Task.FromResult(_feed.Since(ToldEpoch, lease.Epoch == ToldEpoch ? lease.Number : 0));
    }

    public Task CompactAsync()
    {
        state.TakeEpoch(_epoch);   // a journal is written only when something is staged
        return journal.CommitRewriteAsync();
    }

    public Task<CatalogueTotals> TotalsAsync() =>
        Task.FromResult(
            new CatalogueTotals(_feed.Films.Sum(film => (long)film.Rating.Count), _feed.Films.Sum(film => film.Rating.HalfStarSum)));

    private void Hear(FilmState film)
    {
        if (film.Details is null && _feed.Find(film.Rating.FilmId) is null) return;   // unknown: its details have yet to be requested
        _heard[film.Rating.FilmId] = time.GetTimestamp();
        if (!_feed.Take(film) || _pushing) return;
        _pushing = true;
        PushUntilCurrentAsync().Ignore();
    }

    /// <summary>One page per interval to every leased node, whatever the number of votes, until the activation has ended.</summary>
    private async Task PushUntilCurrentAsync()
    {
        try
        {
            while (_feed.Number > _pushed && !HasEnded)
            {
                var page = _feed.Since(ToldEpoch, _pushed);
                _pushed = page.Number;
                foreach (var observer in _leases.Current()) await observer.FeedAsync(page);
                await Task.Delay(_options.PushInterval, time);
            }
        }
        catch (Exception exception)
        {
            LogPushFailed(Shard, exception);   // nodes catch up on what they missed, by number, at the next renewal
        }
        finally
        {
            _pushing = false;
        }
    }

    private async Task AskFilmsAsync(CancellationToken cancellationToken)
    {
        await AskMarkedAsync();
        await AskTrendlessAsync();
    }

    private async Task AskMarkedAsync()
    {
        var silent = state.Marks
            .Where(mark => !_heard.TryGetValue(mark.Key, out var at) || time.GetElapsedTime(at) >= _options.AskInterval)
            .ToArray();
        foreach (var group in silent.Chunk(_options.MaxAsked)) await Task.WhenAll(group.Select(mark => AskAsync(mark.Key, mark.Value)));
    }

    private async Task AskAsync(string filmId, Guid mark)
    {
        try
        {
            var told = await GrainFactory.GetGrain<IFilmGrain>(filmId).AskAsync(mark).WaitAsync(_options.AskInterval, time);
            RequireIncarnation(Incarnation.Of(told.Rating.Version));
            Hear(told);
            _silent.Remove(filmId);
        }
        catch (Exception exception)
        {
            if (_silent.Add(filmId)) LogFilmSilent(filmId, exception);
        }
    }

    /// <summary>
    /// Fetches the trends of films that an earlier version left here without one, a few at a time; they are kept, so no film is activated
    /// for this twice.
    /// </summary>
    private Task AskTrendlessAsync()
    {
        var films = new List<string>();
        while (films.Count < _options.MaxAsked && _trendless.TryDequeue(out var filmId)) films.Add(filmId);
        return Task.WhenAll(films.Select(AskTrendAsync));
    }

    private async Task AskTrendAsync(string filmId)
    {
        try
        {
            await SettleAsync(await GrainFactory.GetGrain<IFilmGrain>(filmId).ReadAsync()
                .WaitAsync(_options.AskInterval, time), Guid.Empty);
        }
        catch (Exception exception)
        {
            _trendless.Enqueue(filmId);
            if (_silent.Add(filmId)) LogTrendUntold(filmId, exception);
        }
    }

    /// <summary>If the process was frozen while another activation took over, this write is refused and the activation ends.</summary>
    private async Task ProveEpochAsync(CancellationToken cancellationToken)
    {
        if (!_leases.Any) return;
        state.TakeEpoch(_epoch);
        await journal.CommitAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} at epoch {Epoch} was left behind; a node has seen epoch {Seen}.")]
    private partial void LogLeftBehind(int shard, long epoch, long seen);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} could not push; the nodes catch up with their next renewal.")]
    private partial void LogPushFailed(int shard, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Marked film {FilmId} did not answer; it will be asked until it does.")]
    private partial void LogFilmSilent(string filmId, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Film {FilmId} did not report its trend; it will be asked until it does.")]
    private partial void LogTrendUntold(string filmId, Exception exception);
}
