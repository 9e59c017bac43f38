using System.Data;
using Npgsql;
using Reviews.Storage.Writing;

namespace Reviews.Storage.PostgreSql;

/// <summary>A bounded pool of read-only sessions. A lost session is replaced by the next read.</summary>
internal sealed class PostgresReaderPool(PostgresAddress address, PostgresOptions options, IStoreFaults faults) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _sessions = NpgsqlDataSource.Create(address.ReadConnectionString);
    private readonly SemaphoreSlim _free = new(options.ReadConnections);
    private readonly int _most = options.ReadConnections + options.MaxQueuedReads;
    private int _reads;

    /// <summary>Reads waiting for a session.</summary>
    public int Queued => Math.Max(0, Volatile.Read(ref _reads) - options.ReadConnections);

    /// <summary>
    /// Sends the statements together and reads their results; multiple statements see one snapshot. Never runs in the caller's context.
    /// </summary>
    /// <param name="subject">What is read, for messages.</param>
    /// <param name="statements">Creates the statements, once per attempt.</param>
    /// <param name="take">Reads their rows.</param>
    /// <param name="mayRepeat">True if the first attempt has not produced anything yet.</param>
    /// <param name="cancellationToken">Ends the read and returns its session.</param>
    public Task<T> ReadAsync<T>(
        string subject, Func<NpgsqlBatchCommand[]> statements, Func<NpgsqlDataReader, Task<T>> take, Func<bool> mayRepeat,
        CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            if (Interlocked.Increment(ref _reads) > _most)
            {
                Interlocked.Decrement(ref _reads);
                throw new StoreBusyException($"The store has {_most} reads waiting and takes no more for now.");
            }

            try
            {
                await _free.WaitAsync(cancellationToken);
                try
                {
                    faults.OnRead(subject);
                    return await ReadOrRepeatAsync(statements, take, mayRepeat, cancellationToken);
                }
                finally
                {
                    _free.Release();
                }
            }
            catch (PostgresException exception) when (
                exception.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted)
            {
                throw new CorruptRecordException(subject, "the database can't read the pages it lies on", exception);
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or CorruptRecordException or StoreBusyException))
            {
                var reason = exception is NpgsqlException ? PostgresFailures.Describe(exception) : exception.Message;
                throw new StoreFailureException($"The store could not read '{subject}': {reason}", exception);
            }
            finally
            {
                Interlocked.Decrement(ref _reads);
            }
        },
        cancellationToken);

    /// <summary>Drops the sessions; the next reads open new ones.</summary>
    public void Forget() => _sessions.Clear();

    public async ValueTask DisposeAsync()
    {
        await _sessions.DisposeAsync();
        _free.Dispose();
    }

    /// <summary>
    /// A session that the server closed while it was idle in the pool fails only its next read, which is retried once on a new session.
    /// </summary>
    private async Task<T> ReadOrRepeatAsync<T>(
        Func<NpgsqlBatchCommand[]> statements, Func<NpgsqlDataReader, Task<T>> take, Func<bool> mayRepeat,
        CancellationToken cancellationToken)
    {
        try
        {
            return await ReadOnceAsync(statements(), take, cancellationToken);
        }
        catch (NpgsqlException lost) when (lost is { IsTransient: true, InnerException: not TimeoutException } && mayRepeat())
        {
            _sessions.Clear();
            return await ReadOnceAsync(statements(), take, cancellationToken);
        }
    }

    private async Task<T> ReadOnceAsync<T>(
        NpgsqlBatchCommand[] statements, Func<NpgsqlDataReader, Task<T>> take, CancellationToken cancellationToken)
    {
        await using var session = await _sessions.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(session);
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        await using var transaction = statements.Length > 1
            ? await session.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken)
            : null;
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        return await take(rows);
    }
}
