using System.Data;
using System.Globalization;
using System.Text;
using Npgsql;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Writing;

namespace Reviews.Storage.PostgreSql;

/// <summary>
/// The one session that writes. It holds the store's lock, shared with the silos of its cluster or for itself; whenever it is recreated it
/// takes the lock, and looks whether the store is still the same, before anything is written.
/// </summary>
internal sealed class PostgresSession(PostgresAddress address, StoreIncarnations incarnations, IStoreFaults faults) : IDisposable
{
    /// <summary>
    /// A commit is on the disk before anyone is answered. Where the server asks for more (a standby that has it too), that stays.
    /// </summary>
    private const string Durable =
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')";

    /// <summary>
    /// A process that is frozen in the middle of a group holds up everyone who wants its rows. After this the server ends its session, and
    /// with it what was not committed. Shorter than the time-out of those who wait; between two round trips of a group lie microseconds.
    /// </summary>
    private const string MaxIdleInTransaction = "3s";

    /// <summary>How often a server is asked that does not answer in time before the process gives up its start.</summary>
    private const int OpenTries = 3;

    private NpgsqlConnection? _connection;

    /// <summary>
    /// How long a write waits for another's locks. Nothing else ends a statement on the server, or it would cancel commits
    /// (<see cref="PostgresCommit"/>):
    /// the client hangs up when its time is over, and the locks of a commit that hangs keep others off what it has written.
    /// </summary>
    private string LockTimeout { get; } = string.Create(CultureInfo.InvariantCulture, $"{address.OperationTimeout.TotalMilliseconds:F0}ms");

    /// <summary>What tells this store from every other; null before it was opened.</summary>
    public string? StoreId { get; private set; }

    /// <summary>Which incarnation of the store the connection leads to.</summary>
    public PostgresIncarnation Incarnation { get; } = new(address, incarnations);

    public bool IsConnected => _connection?.State == ConnectionState.Open;

    /// <summary>Connects for the first time, and makes the store when it is missing and may be.</summary>
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
                // A server that is late when everything starts at once is asked again.
            }
        }
    }

    /// <summary>Gives the connection; when it was lost, a new one.</summary>
    /// <exception cref="StoreUnavailableException">There is none to be had now.</exception>
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

    /// <summary>Makes durable what the transaction has written.</summary>
    /// <exception cref="CommitUnansweredException">Nobody knows whether it is; the connection is lost.</exception>
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

    /// <summary>Gives the connection up, and so the lock.</summary>
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

    /// <summary>A server that was put in the place of another, with another's store or an empty one, is not written to.</summary>
    private void Know(NpgsqlConnection connection)
    {
        var found = PostgresSchema.StoreId(connection);
        if (StoreId is { } known && known != found)
            throw new StoreOpenException(
                $"The store in schema '{address.Schema}' of '{address.Database}' at {address.Server} is not the one that was opened.");
        StoreId = found;
    }

    /// <summary>The session's own: the server gives it back when the session ends, however it ends.</summary>
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
