using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Reviews.Application.Concurrency;

namespace Reviews.Application.Search;

/// <summary>
/// Keeps a word index in step with the node's film index: all of it before the node serves, then every change within a moment.
/// </summary>
internal abstract class IndexFeeder(TimeProvider clock) : BackgroundService
{
    /// <summary>How long changes gather before they are written together: 100 ms.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly AsyncAutoResetEvent _bell = new(clock);

    // Each film once, so never more than there are films.
    private readonly ConcurrentDictionary<string, bool> _changed = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (_changed.IsEmpty) await _bell.WaitAsync(Pause, stoppingToken);
            NoteDue();
            await Task.Delay(TryWriteChanged() ? Gathering : RetryAfter, clock, stoppingToken);
        }
    }

    /// <summary>A film has changed; any thread may say so.</summary>
    protected void Note(string filmId)
    {
        _changed[filmId] = true;
        _bell.Ring();
    }

    /// <summary>How long to sleep when nothing changes.</summary>
    protected virtual TimeSpan Pause => Timeout.InfiniteTimeSpan;

    /// <summary>Notes the films of which time alone changes what is to be written.</summary>
    protected virtual void NoteDue()
    {
    }

    /// <summary>Writes films as they are now.</summary>
    protected abstract void Write(IReadOnlyList<string> filmIds);

    protected abstract void LogUnwritten(Exception error, int films);

    private bool TryWriteChanged()
    {
        // Removed before they are read: what changes in the meantime is added again.
        string[] filmIds = [.. _changed.Keys.Where(filmId => _changed.TryRemove(filmId, out _))];
        try
        {
            Write(filmIds);
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
