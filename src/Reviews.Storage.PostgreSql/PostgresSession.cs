using System.Data;
using System.Globalization;
using System.Text;
using Npgsql;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Writing;

namespace Reviews.Storage.PostgreSql;

/// <summary>
/// The only writing session. It holds the store's lock, shared with its cluster's silos or exclusive; whenever the session is recreated it
/// takes the lock, and checks that the store is still the same, before anything is written.
/// </summary>
internal sealed class PostgresSession(PostgresAddress address, StoreIncarnations incarnations, IStoreFaults faults) : IDisposable
{
    /// <summary>
    /// A commit is on disk before any caller is answered. Where the server demands more (a synchronous standby), that is kept.
    /// </summary>
    private const string Durable =
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')";

    /// <summary>
    /// A process frozen in the middle of a group blocks everyone who wants its rows. After this time the server ends its session and rolls
    /// back what was not committed. Shorter than the timeout of those waiting; a group's round trips are microseconds apart.
    /// </summary>
    private const string MaxIdleInTransaction = "3s";

    /// <summary>Attempts to reach a server that does not respond in time before the process gives up starting.</summary>
    private const int OpenTries = 3;

    private NpgsqlConnection? _connection;

    /// <summary>
    /// How long a write waits for another's locks. Nothing else times out a statement on the server, as that would cancel commits
    /// (<see cref="PostgresCommit"/>): the client disconnects on timeout, and a hanging commit's locks keep others away from what it has
    /// written.
    /// </summary>
    private string LockTimeout { get; } = string.Create(CultureInfo.InvariantCulture, $"{address.OperationTimeout.TotalMilliseconds:F0}ms");

    /// <summary>The store's unique id; null until it is opened.</summary>
    public string? StoreId { get; private set; }

    /// <summary>The incarnation of the store behind the connection.</summary>
    public PostgresIncarnation Incarnation { get; } = new(address, incarnations);

    public bool IsConnected => _connection?.State == ConnectionState.Open;

    /// <summary>Connects for the first time, and creates the store if it is missing and creation is allowed.</summary>
    /// <exception cref="StoreOpenException">The store can't be used.</exception>
    public void Open()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Connect(address.ReadOnly ? PostgresSchema.CheckToRead : PostgresSchema.Ensure);
                return;
            }
            catch (NpgsqlException exception) when (tries == OpenTries || !PostgresFailures.IsLate(exception))
            {
                throw PostgresFailures.Refusal(address, exception);
            }
            catch (NpgsqlException)
            {
                // Retry: a server may be slow while everything starts at once.
            }
        }
    }

    /// <summary>Returns the connection, or a new one if it was lost.</summary>
    /// <exception cref="StoreUnavailableException">No connection can be made at the moment.</exception>
    public NpgsqlConnection Connect()
    {
        if (IsConnected) return _connection!;
        try
        {
            return Connect(address.ReadOnly ? PostgresSchema.CheckToRead : PostgresSchema.Check);
        }
        catch (Exception exception) when (exception is NpgsqlException or StoreOpenException)
        {
            throw new StoreUnavailableException(
                exception is StoreOpenException refusal ? refusal.Message : PostgresFailures.Refusal(address, exception)
                    .Message, exception);
        }
    }

    /// <summary>Makes what the transaction has written durable.</summary>
    /// <exception cref="CommitUnansweredException">It is unknown whether it is; the connection is lost.</exception>
    public void Commit()
    {
        var connection = _connection!;
        try
        {
            Incarnation.Reached(PostgresCommit.Run(connection, address.OperationTimeout));
        }
        catch (CommitUnansweredException)
        {
            _connection = null;
            throw;
        }
    }

    /// <summary>Drops the connection, and so the lock.</summary>
    public void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }

    public void Dispose() => Drop();

    private NpgsqlConnection Connect(Action<NpgsqlConnection, PostgresAddress> prepare)
    {
        Drop();
        var connection = address.Connect(again: StoreId is not null);
        try
        {
            Run(connection, Durable);
            prepare(connection, address);
            Know(connection);
            Run(connection, $"SET lock_timeout = '{PostgresAddress.LockSeconds}s'");
            TakeLock(connection);
            if (address.ReadOnly) Incarnation.Find(connection);
            else Incarnation.Settle(connection);
            Run(connection, $"SET lock_timeout = '{LockTimeout}'; SET idle_in_transaction_session_timeout = '{MaxIdleInTransaction}'");
            faults.OnConnected(connection);
        }
        catch (Exception failure)
        {
            if (failure is not CommitUnansweredException) connection.Dispose();
            throw;
        }

        return _connection = connection;
    }

    /// <summary>Refuses to write to a server that replaced another and has a different or empty store.</summary>
    private void Know(NpgsqlConnection connection)
    {
        var found = PostgresSchema.StoreId(connection);
        if (StoreId is { } known && known != found)
            throw new StoreOpenException(
                $"The store in schema '{address.Schema}' of '{address.Database}' at {address.Server} is not the one that was opened.");
        StoreId = found;
    }

    /// <summary>A session lock: the server releases it when the session ends, however it ends.</summary>
    private void TakeLock(NpgsqlConnection connection)
    {
        var key = Checksums.Of(Encoding.UTF8.GetBytes($"OrleansReviews {address.Schema}"), 0);
        using var command = new NpgsqlCommand($"SELECT pg_advisory_lock{(address.Alone ? "" : "_shared")}($1)", connection);
        command.Parameters.Add(PostgresParameters.Of(key));
        command.ExecuteNonQuery();
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
