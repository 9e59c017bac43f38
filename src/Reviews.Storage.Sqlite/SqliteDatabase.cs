using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;
using SQLitePCL;

namespace Reviews.Storage.Sqlite;

/// <summary>One SQLite file in the data folder: its lock, its only writing connection, its readers.</summary>
internal sealed class SqliteDatabase : IStoreDatabase
{
    /// <summary>The database's file in the data folder.</summary>
    public const string FileName = "reviews.db";

    private readonly DataFolderLock _lock;
    private readonly SqliteConnection _connection;
    private readonly SqliteCheckpointer _checkpointer;
    private readonly SqliteGroupWriter _writer;
    private readonly SqliteReaderPool _readers;

    private SqliteDatabase(
        DataFolderLock held, SqliteConnection connection, SqliteCheckpointer checkpointer, SqliteGroupWriter writer,
        SqliteReaderPool readers) =>
        (_lock, _connection, _checkpointer, _writer, _readers) = (held, connection, checkpointer, writer, readers);

    public IGroupWriter Writer => _writer;

    public IStoreReader Reader => _readers;

    /// <summary>Replacing the file requires stopping the process that holds it.</summary>
    public bool MayComeBackWithLess => false;

    /// <summary>The folder's lock keeps everyone else out.</summary>
    public string? Id => null;

    /// <exception cref="StoreOpenException">The folder or file can't be used.</exception>
    public static SqliteDatabase Open(
        SqliteOptions options, StoreStatistics statistics, StoreIncarnations incarnations, IStoreFaults faults, ILoggerFactory loggers)
    {
        var file = Path.Combine(options.DataFolder, FileName);
        if (options.ReadOnly && !File.Exists(file)) throw new StoreOpenException($"There is no store in '{options.DataFolder}'.");
        var held = DataFolderLock.Take(options.DataFolder);
        var undo = new Stack<IDisposable>([held]);
        try
        {
            var connection = OpenWriter(file, options);
            undo.Push(connection);
            if (options.ReadOnly) SqliteSchema.CheckToRead(connection, file);
            else SqliteSchema.Ensure(connection, file);
            incarnations.Enter(SqliteSchema.Incarnation(connection));
            faults.OnConnected(connection);
            var checkpointer = new SqliteCheckpointer(
                OpenWriter(file, options), connection, options, statistics, loggers.CreateLogger<SqliteCheckpointer>());
            undo.Push(checkpointer);
            var writer = new SqliteGroupWriter(connection, checkpointer, incarnations, faults);
            undo.Push(writer);
            var readers = new SqliteReaderPool(
                incarnations, () => Connect(file, SqliteOpenMode.ReadOnly, options, "PRAGMA query_only = 1"), options, faults);
            return new SqliteDatabase(held, connection, checkpointer, writer, readers);
        }
        catch (Exception exception)
        {
            while (undo.TryPop(out var opened)) opened.Dispose();
            if (exception is SqliteException failure) throw Refusal(file, failure);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        _checkpointer.Finish();
        _writer.Dispose();
        _checkpointer.Dispose();
        await _connection.DisposeAsync();
        _lock.Dispose();
    }

    private static SqliteConnection OpenWriter(string file, SqliteOptions options)
    {
        // FULL: a commit is on disk before any caller is answered. Checkpoints are left to the checkpointer.
        var pragmas = $"""
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
            PRAGMA journal_size_limit = {options.MaxLogBytes}; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;
            PRAGMA query_only = {(options.ReadOnly ? 1 : 0)};
            """;
        return Connect(file, SqliteOpenMode.ReadWriteCreate, options, pragmas);
    }

    private static SqliteConnection Connect(string file, SqliteOpenMode mode, SqliteOptions options, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)options.OperationTimeout.TotalSeconds),
        }.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static StoreOpenException Refusal(string file, SqliteException failure) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => new StoreOpenException(
            $"'{file}' is damaged or not a database; restore it from a backup or name another data folder.", failure),
        raw.SQLITE_FULL => new StoreOpenException($"The disk of '{file}' is full; make room and start again.", failure),
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => new StoreOpenException(
            $"'{file}' can't be opened for writing; give this user the right to, or name another data folder.", failure),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            new StoreOpenException($"'{file}' is held by another program; close it and start again.", failure),
        _ => new StoreOpenException($"'{file}' can't be opened: {failure.Message}", failure),
    };
}
