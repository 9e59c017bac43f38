using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Reviews.Storage.Sqlite;

/// <summary>
/// Copies the write-ahead log into the database beside the writer, so that no vote waits for it. Under steady writing the log has always
/// grown a little meanwhile and can't start anew; so when it is very long, the writer itself copies that short rest between two groups.
/// </summary>
internal sealed partial class SqliteCheckpointer : IDisposable
{
    /// <summary>Bytes that the write-ahead log adds to each page.</summary>
    public const int FrameHeaderBytes = 24;

    private readonly SqliteConnection _beside;
    private readonly SqliteConnection _writer;
    private readonly StoreOptions _options;
    private readonly StoreStatistics _statistics;
    private readonly ILogger _logger;
    private readonly Lock _running = new();
    private long _since;
    private long _logBytes;
    private int _asked;

    public SqliteCheckpointer(
        SqliteConnection beside, SqliteConnection writer, StoreOptions options, StoreStatistics statistics, ILogger<SqliteCheckpointer> logger) =>
        (_beside, _writer, _options, _statistics, _logger) = (beside, writer, options, statistics, logger);

    /// <summary>Called by the writer after each group.</summary>
    public void OnCommitted(long bytes)
    {
        _since += bytes;
        if (_since < _options.CheckpointBytes) return;
        if (Interlocked.Read(ref _logBytes) >= _options.MaxLogBytes && Volatile.Read(ref _asked) == 0)
        {
            _since = 0;
            Copy(_writer);
        }
        else if (Interlocked.Exchange(ref _asked, 1) == 0)
        {
            _since = 0;
            ThreadPool.UnsafeQueueUserWorkItem(static checkpointer => checkpointer.CopyBeside(), this, preferLocal: false);
        }
    }

    /// <summary>Copies everything and empties the log; nobody writes or reads any more.</summary>
    public void Finish()
    {
        lock (_running)
        {
            _ = raw.sqlite3_wal_checkpoint_v2(_writer.Handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        }
    }

    public void Dispose()
    {
        lock (_running) _beside.Dispose();
    }

    private void CopyBeside()
    {
        lock (_running)
        {
            if (_beside.State == System.Data.ConnectionState.Open) Copy(_beside);
        }

        Volatile.Write(ref _asked, 0);
    }

    private void Copy(SqliteConnection connection)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out _);
        if (code is not (raw.SQLITE_OK or raw.SQLITE_BUSY)) LogCheckpointFailed(code);
        else _statistics.CountCheckpoint();
        Interlocked.Exchange(ref _logBytes, Math.Max(0, frames) * (4096L + FrameHeaderBytes));
    }

    [LoggerMessage(LogLevel.Error, "Copying the write-ahead log into the database failed with SQLite's code {Code}; it is tried again.")]
    private partial void LogCheckpointFailed(int code);
}
