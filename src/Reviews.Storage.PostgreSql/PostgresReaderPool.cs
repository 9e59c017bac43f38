using System.Data;
using Npgsql;
using Reviews.Storage.Writing;

namespace Reviews.Storage.PostgreSql;

/// <summary>A bounded pool of sessions that only read. One that is lost is replaced by the next read.</summary>
internal sealed class PostgresReaderPool(PostgresAddress address, PostgresOptions options, IStoreFaults faults) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _sessions = NpgsqlDataSource.Create(address.ReadConnectionString);
    private readonly SemaphoreSlim _free = new(options.ReadConnections);
    private readonly int _most = options.ReadConnections + options.MaxQueuedReads;
    private int _reads;

    /// <summary>Reads that wait for a session.</summary>
    public int Queued => Math.Max(0, Volatile.Read(ref _reads) - options.ReadConnections);

    /// <summary>
    /// Sends the statements together and reads what they give; several see one state of the store. Never in the caller's context.
    /// </summary>
    /// <param name="subject">What is read, for messages.</param>
    /// <param name="statements">Makes the statements, for each try anew.</param>
    /// <param name="take">Reads their rows.</param>
    /// <param name="mayRepeat">True: nothing has come of the first try yet.</param>
    /// <param name="cancellationToken">Ends the read and gives its session back.</param>
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

    /// <summary>Gives the sessions up; the next reads make new ones.</summary>
    public void Forget() => _sessions.Clear();

    public async ValueTask DisposeAsync()
    {
        await _sessions.DisposeAsync();
        _free.Dispose();
    }

    /// <summary>
    /// A session that the server ended while it lay in the pool fails its next read, and only that: it is tried once more, on a new one.
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
