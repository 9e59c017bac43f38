using Microsoft.Extensions.Logging;

namespace Reviews.Grains.Films;

/// <summary>Makes changes to a film durable after marking it with its shard and before reporting them to the shard, and settles a film that
/// has become idle.</summary>
internal sealed partial class FilmWrites(FilmActivation film, ShardLink shard)
{
    private readonly ILogger _logger = film.Logger;
    private IGrainTimer? _quietTimer;

    /// <summary>Waits until the shard has a mark for the film, and holds off settling until the returned value is disposed.</summary>
    public async ValueTask<Write> BeginAsync()
    {
        await shard.BeginWriteAsync();
        WatchForQuiet();
        return new Write(shard);
    }

    /// <summary>Makes a change durable if it is newer than the current state.</summary>
    /// <returns>False when it was not, and nothing was written.</returns>
    public async Task<bool> WriteAsync(Func<bool> isNews, Action stage)
    {
        if (!isNews()) return false;
        using var write = await BeginAsync();
        if (isNews()) stage();   // checked again: others may have arrived while the mark was being made
        await film.Journal.CommitAsync();
        return true;
    }

    /// <summary>Makes a change durable, and shares the resulting film with the shard.</summary>
    public async Task WriteAndShareAsync(Func<bool> isNews, Action stage)
    {
        if (await WriteAsync(isNews, stage)) await ShareAsync();
        else await ShareAgainAsync();
    }

    /// <summary>Shares the film as it is now with the shard.</summary>
    public Task ShareAsync() => shard.IsQuiet(TimeSpan.Zero) ? shard.SettleAsync() : shard.ShareAsync();

    /// <summary>Shares the film with the shard if an earlier change may not have reached it.</summary>
    public Task ShareAgainAsync() => shard.IsMarked ? shard.ShareAsync() : Task.CompletedTask;

    /// <summary>Settles the film once it has been idle for a while.</summary>
    public void WatchForQuiet() =>
        _quietTimer ??= film.RunEvery(film.Options.QuietTime, film.Options.QuietTime / 4, SettleWhenQuietAsync);

    /// <summary>Settles the film when its activation ends.</summary>
    public Task EndAsync(DeactivationReason reason)
    {
        // After a storage failure we don't know what is durable, and a stopping silo has no shards left to talk to: the mark stays, and the
        // shard asks the next activation.
        var leavesMark = reason.Exception is not null || reason.ReasonCode == DeactivationReasonCode.ShuttingDown;
        return shard.IsMarked && !leavesMark ? SettleOrLogAsync() : Task.CompletedTask;
    }

    private async Task SettleWhenQuietAsync(CancellationToken cancellationToken)
    {
        if (!shard.IsMarked)
        {
            _quietTimer?.Dispose();
            _quietTimer = null;
        }
        else if (shard.IsQuiet(film.Options.QuietTime))
        {
            await SettleOrLogAsync();
        }
    }

    private async Task SettleOrLogAsync()
    {
        try
        {
            await film.Journal.CommitAsync();   // writes nothing when everything is durable, and throws when that is unknown
            await shard.SettleAsync();
        }
        catch (Exception exception)
        {
            LogNotSettled(film.FilmId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The shard did not settle {FilmId}; its mark stays.")]
    private partial void LogNotSettled(string filmId, Exception exception);

    /// <summary>A write in flight; the film is not settled before it is disposed.</summary>
    internal readonly struct Write(ShardLink shard) : IDisposable
    {
        public void Dispose() => shard.EndWrite();
    }
}
