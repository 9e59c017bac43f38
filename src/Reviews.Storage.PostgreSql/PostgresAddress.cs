using Npgsql;

namespace Reviews.Storage.PostgreSql;

/// <summary>Where a store is, and how to connect to it.</summary>
internal sealed class PostgresAddress
{
    /// <summary>Timeout for a lock that another run of this store holds and may be just about to release: 3 s.</summary>
    public const int LockSeconds = 3;

    /// <summary>
    /// Timeout for opening a session when a process starts: 15 s. A starting process has nothing to serve yet, and shares the machine with
    /// everything else that is starting.
    /// </summary>
    private const int OpenSeconds = 15;

    /// <summary>Timeout for replacing a lost session: 5 s. All of the process's writes wait for it.</summary>
    private const int ReconnectSeconds = 5;

    /// <summary>Timeout for opening a read session: 10 s, no less than a caller's own timeout. Only its own read waits for it.</summary>
    private const int ReadSeconds = 10;

    /// <summary>
    /// Every statement finds its rows by key. Statistics that lag behind growing tables must not lead the planner to scan.
    /// </summary>
    private const string Plans =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    /// <summary>Lets the server notice a client whose machine is gone, and release its locks.</summary>
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
        settings.CancellationTimeout = -1; // A server that does not respond in time won't respond to a cancel request either.
        settings.ApplicationName ??= "OrleansReviews";
        settings.Enlist = false;
        settings.MaxAutoPrepare = 32;
        settings.AutoPrepareMinUsages = 2;
        settings.NoResetOnClose = true;
        var given = settings.Options;
        // A commit cancelled while it waits for a standby counts as committed.
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

    /// <summary>Whether the store is opened read-only.</summary>
    public bool ReadOnly { get; }

    /// <summary>How long a write may take.</summary>
    public TimeSpan OperationTimeout { get; }

    /// <summary>For a bounded pool of read-only sessions. Statement timeouts are up to the reader, who may be slow.</summary>
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

    /// <summary>Opens the writing session (read-only if the store is).</summary>
    /// <param name="again">Whether it replaces a lost one.</param>
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
