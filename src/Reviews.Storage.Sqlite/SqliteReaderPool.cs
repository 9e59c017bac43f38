using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;
using SQLitePCL;

namespace Reviews.Storage.Sqlite;

/// <summary>A few read-only connections, each on its own thread: SQLite blocks, and must not block the thread pool.</summary>
internal sealed class SqliteReaderPool : IStoreReader, IAsyncDisposable
{
    private readonly BlockingCollection<Action<SqliteReadConnection>> _work;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task[] _threads;
    private readonly IStoreFaults _faults;

    public SqliteReaderPool(StoreIncarnations incarnations, Func<SqliteConnection> connect, StoreOptions options, IStoreFaults faults)
    {
        _faults = faults;
        _work = new BlockingCollection<Action<SqliteReadConnection>>(options.MaxQueuedReads);
        _threads = [.. Enumerable.Range(0, options.ReadConnections).Select(_ => Start(new SqliteReadConnection(connect(), incarnations)))];
    }

    public int QueuedReads => _work.Count;

    public Task<JournalReading> ReadJournalAsync(
        JournalName name, ChannelWriter<IReadOnlyList<byte[]>> chunks, CancellationToken cancellationToken)
    {
        var reading = ReadAsync(name.Value, connection => ReadJournal(connection, name, chunks, cancellationToken), cancellationToken);
        JournalChunks.CompleteWith(chunks, reading);
        return reading;
    }

    public Task<RecordRow> ReadRecordAsync(string grain, string state, CancellationToken cancellationToken) =>
        ReadAsync($"{grain}#{state}", connection => connection.ReadRecord(grain, state), cancellationToken);

    public Task<IReadOnlyList<string>> ListJournalsAsync(string after, int limit, CancellationToken cancellationToken) =>
        ReadAsync("list of journals", connection => connection.ListJournals(after, limit), cancellationToken);

    public Task<IReadOnlyList<RecordName>> ListRecordsAsync(RecordName after, int limit, CancellationToken cancellationToken) =>
        ReadAsync("list of records", connection => connection.ListRecords(after, limit), cancellationToken);

    public Task<JournalDamage?> ExamineJournalAsync(JournalName name, CancellationToken cancellationToken) =>
        ReadAsync(name.Value, connection => connection.ExamineJournal(name), cancellationToken);

    public Task<RecordDamage?> ExamineRecordAsync(string grain, string state, CancellationToken cancellationToken) =>
        ReadAsync($"{grain}#{state}", connection => connection.ExamineRecord(grain, state), cancellationToken);

    public Task<IReadOnlyList<SweepMark>> ReadSweepMarksAsync(CancellationToken cancellationToken) =>
        ReadAsync("list of sweeps", connection => connection.ReadSweepMarks(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _work.CompleteAdding();
        await _closing.CancelAsync();
        await Task.WhenAll(_threads);
        _work.Dispose();
        _closing.Dispose();
    }

    private Task<T> ReadAsync<T>(string subject, Func<SqliteReadConnection, T> read, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_work.TryAdd(connection => Run(connection, subject, read, answer, cancellationToken), 0, CancellationToken.None))
            throw new StoreBusyException($"The store has {_work.Count} reads waiting and takes no more for now.");
        return answer.Task;
    }

    private void Run<T>(
        SqliteReadConnection connection, string subject, Func<SqliteReadConnection, T> read, TaskCompletionSource<T> answer,
        CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _faults.OnRead(subject);
            answer.TrySetResult(read(connection));
        }
        catch (OperationCanceledException)
        {
            answer.TrySetCanceled(cancellationToken);
        }
        catch (CorruptRecordException exception)
        {
            Fail(answer, exception);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            Fail(answer, new CorruptRecordException(subject, "the database can't read the pages it lies on", exception));
        }
        catch (Exception exception)
        {
            Fail(answer, new StoreFailureException($"The store could not read '{subject}': {exception.Message}", exception));
        }
    }

    private static void Fail<T>(TaskCompletionSource<T> answer, Exception exception)
    {
        if (answer.TrySetException(exception)) _ = answer.Task.Exception; // The caller may have given up at its deadline.
    }

    /// <summary>Sends chunk after chunk; if the grain is slower than the disk, this thread waits for it until the grain gives up.</summary>
    private JournalReading ReadJournal(
        SqliteReadConnection connection, JournalName name, ChannelWriter<IReadOnlyList<byte[]>> chunks, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var pieces = new JournalChunks(chunks);
        var reading = connection.ReadJournal(name, piece => Wait(pieces.AddAsync(piece, ended.Token)));
        Wait(pieces.SendAsync(ended.Token));
        return reading;

        static void Wait(ValueTask sending)
        {
            if (sending.IsCompletedSuccessfully) return;
            sending.AsTask().GetAwaiter().GetResult();
        }
    }

    private Task Start(SqliteReadConnection connection)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            foreach (var work in _work.GetConsumingEnumerable()) work(connection);
            connection.Dispose();
            ended.SetResult();
        }) { IsBackground = true, Name = "store reader" }.UnsafeStart();
        return ended.Task;
    }
}
