using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Reviews.Storage.Sqlite;

/// <summary>
/// Copies the write-ahead log into the database in parallel with the writer, so that no vote waits for it. Under steady writes the log
/// always grows a little in the meantime and can't be reset; so when it is very long, the writer itself copies the short remainder between
/// two groups.
/// </summary>
internal sealed partial class SqliteCheckpointer : IDisposable
{
    /// <summary>Bytes the write-ahead log adds to each page.</summary>
    private const int FrameHeaderBytes = 24;

    private const int Idle = 0;
    private const int Asked = 1;
    private const int Copied = 2;

    private readonly long _pageBytes;
    private readonly SqliteConnection _besideConnection;
    private readonly SqliteConnection _writer;
    private readonly SqliteOptions _options;
    private readonly StoreStatistics _statistics;
    private readonly ILogger _logger;
    private readonly Lock _running = new();
    private long _sinceAsked;
    private long _logBytes;
    private int _beside = Idle;

    public SqliteCheckpointer(
        SqliteConnection beside, SqliteConnection writer, SqliteOptions options, StoreStatistics statistics,
        ILogger<SqliteCheckpointer> logger)
    {
        (_besideConnection, _writer, _options, _statistics, _logger) = (beside, writer, options, statistics, logger);
        using var pageSize = new Statement(writer, "PRAGMA page_size");
        _pageBytes = (long)pageSize.Scalar()! + FrameHeaderBytes;
    }

    /// <summary>Called by the writer after each group; returns the bytes its pages took in the log.</summary>
    public long OnCommitted(int pages)
    {
        var bytes = pages * _pageBytes;
        _sinceAsked += bytes;
        _logBytes += bytes;
        var justCopied = Interlocked.CompareExchange(ref _beside, Idle, Copied) == Copied;
        if (_logBytes >= _options.MaxLogBytes || (justCopied && _logBytes >= _options.MaxLogBytes / 2)) CopyRest();
        else if (_sinceAsked >= _options.CheckpointBytes && Interlocked.CompareExchange(ref _beside, Asked, Idle) == Idle) Ask();
        return bytes;
    }

    /// <summary>Copies everything and truncates the log, once nobody writes or reads any more.</summary>
    public void Finish()
    {
        lock (_running)
        {
            _ = raw.sqlite3_wal_checkpoint_v2(_writer.Handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        }
    }

    public void Dispose()
    {
        lock (_running) _besideConnection.Dispose();
    }

    private void Ask()
    {
        _sinceAsked = 0;
        ThreadPool.UnsafeQueueUserWorkItem(static checkpointer => checkpointer.CopyBeside(), this, preferLocal: false);
    }

    private void CopyBeside()
    {
        lock (_running)
        {
            if (_besideConnection.State == ConnectionState.Open) _ = Copy(_besideConnection);
        }

        Volatile.Write(ref _beside, Copied);
    }

    private void CopyRest()
    {
        lock (_running)
        {
            // A fully copied log restarts with the next write. A reader can briefly prevent that; then retry soon.
            _logBytes = Copy(_writer) ? 0 : Math.Max(0, _logBytes - _options.CheckpointBytes);
        }
    }

    /// <summary>True if copied to the end.</summary>
    private bool Copy(SqliteConnection connection)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out var copied);
        if (code is not (raw.SQLITE_OK or raw.SQLITE_BUSY)) LogCheckpointFailed(code);
        else _statistics.CountCheckpoint();
        return code == raw.SQLITE_OK && frames == copied;
    }

    [LoggerMessage(LogLevel.Error, "Copying the write-ahead log into the database failed with SQLite's code {Code}; this will be retried.")]
    private partial void LogCheckpointFailed(int code);
}
