using System.Globalization;
using Npgsql;

namespace Reviews.Storage.PostgreSql;

/// <summary>Where a store is, and the connections that lead there.</summary>
internal sealed class PostgresAddress
{
    /// <summary>Longest wait for a connection, in seconds; also for a lock that another run of this store holds and may just be giving back.</summary>
    public const int ConnectSeconds = 3;

    /// <summary>Every statement finds its rows by key. Statistics that lag behind growing tables must not talk the planner into scanning.</summary>
    private const string Plans =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    /// <summary>The server notices a client whose machine is gone, and gives its locks back.</summary>
    private const string Liveness =
        "-c idle_session_timeout=0 -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 "
        + "-c client_connection_check_interval=1000";

    private readonly string _connectionString;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings, PostgresOptions options)
    {
        (Server, Database, User) = ($"{settings.Host}:{settings.Port}", settings.Database ?? settings.Username ?? "", settings.Username ?? "");
        (Schema, ClusterId, Alone) = (options.Schema, options.ClusterId, options.Alone);
        var timeout = options.OperationTimeout;
        settings.SearchPath = options.Schema;
        settings.Timeout = ConnectSeconds;
        settings.CommandTimeout = (int)Math.Ceiling(timeout.TotalSeconds);
        settings.CancellationTimeout = -1; // A server that does not answer in time will not answer a request to cancel either.
        settings.ApplicationName ??= "OrleansReviews";
        settings.Enlist = false;
        settings.MaxAutoPrepare = 32;
        settings.AutoPrepareMinUsages = 2;
        settings.NoResetOnClose = true;
        var given = settings.Options;
        settings.Options = string.Create(CultureInfo.InvariantCulture,
            $"{given} {Plans} {Liveness} -c statement_timeout={timeout.TotalMilliseconds:F0}");
        settings.Pooling = false;
        _connectionString = settings.ConnectionString;

        settings.Options = $"{given} {Plans} {Liveness} -c default_transaction_read_only=on -c statement_timeout=0";
        settings.Pooling = true;
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

    /// <summary>Leads to a bounded pool of sessions that only read. How long a statement takes is for its reader to say: he may be slow.</summary>
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

    /// <summary>A session of its own that writes.</summary>
    public NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(_connectionString);
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
        "The connection string of the PostgreSQL store can't be understood; it reads like 'Host=127.0.0.1;Username=reviews;Password=...;Database=reviews'.",
        cause);
}
