using Microsoft.Extensions.Logging;

namespace Reviews.Grains.Films;

/// <summary>Makes changes of a film durable between marking it with its shard and telling the shard of them, and settles a film that has
/// become quiet.</summary>
internal sealed partial class FilmWrites(FilmActivation film, ShardLink shard)
{
    private readonly ILogger _logger = film.Logger;
    private IGrainTimer? _quietTimer;

    /// <summary>Waits until the shard has a mark of the film, and holds off settling until what is returned is disposed of.</summary>
    public async ValueTask<Write> BeginAsync()
    {
        await shard.BeginWriteAsync();
        WatchForQuiet();
        return new Write(shard);
    }

    /// <summary>Makes a change durable, if it is news compared with what is.</summary>
    /// <returns>False when it was none, and nothing was written.</returns>
    public async Task<bool> WriteAsync(Func<bool> isNews, Action stage)
    {
        if (!isNews()) return false;
        using var write = await BeginAsync();
        if (isNews()) stage();   // asked again: others came while the mark was made
        await film.Journal.CommitAsync();
        return true;
    }

    /// <summary>Makes a change durable, and leaves the film as it is then with the shard.</summary>
    public async Task WriteAndShareAsync(Func<bool> isNews, Action stage)
    {
        if (await WriteAsync(isNews, stage)) await ShareAsync();
        else await ShareAgainAsync();
    }

    /// <summary>Leaves the film as it is now with the shard.</summary>
    public Task ShareAsync() => shard.IsQuiet(TimeSpan.Zero) ? shard.SettleAsync() : shard.ShareAsync();

    /// <summary>Leaves the film with the shard if an earlier change may have failed on its way there.</summary>
    public Task ShareAgainAsync() => shard.IsMarked ? shard.ShareAsync() : Task.CompletedTask;

    /// <summary>Settles the film once it has been quiet for a while.</summary>
    public void WatchForQuiet() =>
        _quietTimer ??= film.RunEvery(film.Options.QuietTime, film.Options.QuietTime / 4, SettleWhenQuietAsync);

    /// <summary>Settles the film when its activation ends.</summary>
    public Task EndAsync(DeactivationReason reason)
    {
        // After a storage failure nobody here knows what is durable, and a silo that stops has no shards left to speak to: the mark stays,
        // and the shard asks the next activation.
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
            await film.Journal.CommitAsync();   // writes nothing when all is durable, and throws when nobody knows
            await shard.SettleAsync();
        }
        catch (Exception exception)
        {
            LogNotSettled(film.FilmId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The shard did not settle {FilmId}; its mark stays.")]
    private partial void LogNotSettled(string filmId, Exception exception);

    /// <summary>A write that is under way; the film is not settled before it is disposed of.</summary>
    internal readonly struct Write(ShardLink shard) : IDisposable
    {
        public void Dispose() => shard.EndWrite();
    }
}
