using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Reviews.Contracts.Films;

namespace Reviews.Api.Catalogue.Search;

/// <summary>Keeps the search index as the node's index of films is: all of it before the node serves, then every change within a moment.</summary>
internal sealed partial class SearchFeeder : BackgroundService
{
    /// <summary>How long changes gather before they are written together: 100 ms.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly FilmIndex _films;
    private readonly SearchIndex _search;
    private readonly TimeProvider _clock;
    private readonly ILogger<SearchFeeder> _log;
    private readonly Doorbell _bell;

    // Each film once, so never more than there are films.
    private readonly ConcurrentDictionary<string, bool> _changed = new(StringComparer.Ordinal);

    public SearchFeeder(FilmIndex films, SearchIndex search, TimeProvider clock, ILogger<SearchFeeder> log) =>
        (_films, _search, _clock, _log, _bell) = (films, search, clock, log, new Doorbell(clock));

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _films.DetailsChanged += Note;
        _search.Write([.. _films.All.Select(film => film.Details!)]);
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _films.DetailsChanged -= Note;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (_changed.IsEmpty) await _bell.WaitAsync(Timeout.InfiniteTimeSpan, stoppingToken);
            await Task.Delay(TryWriteChanged() ? Gathering : RetryAfter, _clock, stoppingToken);
        }
    }

    private void Note(FilmDetails film)
    {
        _changed[film.FilmId] = true;
        _bell.Ring();
    }

    private bool TryWriteChanged()
    {
        // Taken out before they are read: what changes meanwhile stands there again.
        string[] filmIds = [.. _changed.Keys.Where(filmId => _changed.TryRemove(filmId, out _))];
        try
        {
            _search.Write([.. filmIds.Select(filmId => _films.Find(filmId)!.Details!)]);
            return true;
        }
        catch (SqliteException exception)
        {
            foreach (var filmId in filmIds) _changed[filmId] = true;
            LogUnwritten(exception, filmIds.Length);
            return false;
        }
    }
}
