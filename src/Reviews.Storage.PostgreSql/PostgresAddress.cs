using Npgsql;

namespace Reviews.Storage.PostgreSql;

/// <summary>Where a store is, and the connections that lead there.</summary>
internal sealed class PostgresAddress
{
    /// <summary>Longest wait for a lock that another run of this store holds and may just be giving back: 3 s.</summary>
    public const int LockSeconds = 3;

    /// <summary>
    /// Longest wait for a session when a process starts: 15 s. Whoever starts has nothing to serve yet, and shares the machine with all
    /// that starts beside it.
    /// </summary>
    private const int OpenSeconds = 15;

    /// <summary>Longest wait for a session that is to take the place of a lost one: 5 s. All writes of the process wait for it.</summary>
    private const int ReconnectSeconds = 5;

    /// <summary>Longest wait for a session that reads: 10 s, no less than a caller's patience. Only its own read waits for it.</summary>
    private const int ReadSeconds = 10;

    /// <summary>
    /// Every statement finds its rows by key. Statistics that lag behind growing tables must not talk the planner into scanning.
    /// </summary>
    private const string Plans =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    /// <summary>The server notices a client whose machine is gone, and gives its locks back.</summary>
    private const string Liveness =
        "-c idle_session_timeout=0 -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 "
        + "-c client_connection_check_interval=1000";

    private const string Reads = " -c default_transaction_read_only=on";

    private readonly string _opening;
    private readonly string _reconnecting;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings, PostgresOptions options)
    {
        (Server, Database,
            User) = ($"{settings.Host}:{settings.Port}", settings.Database ?? settings.Username ?? "", settings.Username ?? "");
        (Schema, ClusterId, Alone, OperationTimeout) = (options.Schema, options.ClusterId, options.Alone, options.OperationTimeout);
        ReadOnly = options.ReadOnly;
        settings.SearchPath = options.Schema;
        settings.CommandTimeout = (int)Math.Ceiling(OperationTimeout.TotalSeconds);
        settings.CancellationTimeout = -1; // A server that does not answer in time will not answer a request to cancel either.
        settings.ApplicationName ??= "OrleansReviews";
        settings.Enlist = false;
        settings.MaxAutoPrepare = 32;
        settings.AutoPrepareMinUsages = 2;
        settings.NoResetOnClose = true;
        var given = settings.Options;
        // A commit that is cancelled while it waits for a standby counts as done.
        var limited = $"{given} {Plans} {Liveness} -c statement_timeout=0";
        settings.Options = ReadOnly ? limited + Reads : limited;
        settings.Pooling = false;
        settings.Timeout = OpenSeconds;
        _opening = settings.ConnectionString;
        settings.Timeout = ReconnectSeconds;
        _reconnecting = settings.ConnectionString;

        settings.Options = limited + Reads;
        settings.Pooling = true;
        settings.Timeout = ReadSeconds;
        (settings.MinPoolSize, settings.MaxPoolSize) = (0, options.ReadConnections);
        ReadConnectionString = settings.ConnectionString;
    }

    /// <summary>Host and port.</summary>
    public string Server { get; }

    public string Database { get; }

    public string User { get; }

    public string Schema { get; }

    public string ClusterId { get; }

    public bool Alone { get; }

    /// <summary>Whether the store is only looked at.</summary>
    public bool ReadOnly { get; }

    /// <summary>How long a write may take.</summary>
    public TimeSpan OperationTimeout { get; }

    /// <summary>
    /// Leads to a bounded pool of sessions that only read. How long a statement takes is for its reader to say, who may be slow.
    /// </summary>
    public string ReadConnectionString { get; }

    /// <exception cref="StoreOpenException">The connection string can't be understood.</exception>
    public static PostgresAddress Of(PostgresOptions options)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
            if (!string.IsNullOrEmpty(settings.Host)) return new PostgresAddress(settings, options);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw Unreadable(exception);
        }

        throw Unreadable(null);
    }

    /// <summary>A session of its own that writes, or would if it might.</summary>
    /// <param name="again">Whether it is to take the place of a lost one.</param>
    public NpgsqlConnection Connect(bool again)
    {
        var connection = new NpgsqlConnection(again ? _reconnecting : _opening);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static StoreOpenException Unreadable(Exception? cause) => new(
        "The connection string of the PostgreSQL store can't be understood; it reads like "
            + "'Host=127.0.0.1;Username=reviews;Password=...;Database=reviews'.",
        cause);
}
