using Npgsql;
using Reviews.Hosting.Settings;
using Reviews.Storage;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// The tables that Orleans' AdoNet clustering reads and writes, and the statements it uses: it looks them up by name in a table
/// <c>OrleansQuery</c>. The package does not include them; these are ours, in their own schema.
/// </summary>
internal sealed class PostgresMembership(SiloSettings settings) : IMembership
{
    private const string Schema = "reviews_cluster";

    /// <summary>Any number nobody else locks: two silos starting together must not both create the tables.</summary>
    private const long MakingLock = 0x5265_7669_6577_7301;

    /// <summary>The name under which Orleans knows Npgsql.</summary>
    private const string Invariant = "Npgsql";

    /// <summary>A database that does not respond for this long counts as down: 5 s.</summary>
    private const int TimeoutSeconds = 5;

    /// <summary>The same at startup, when everything else on the machine may be starting too: 15 s.</summary>
    private const int StartSeconds = 15;

    /// <summary>
    /// Records the cluster's store, or refreshes the record. A different store is only accepted when no process of the cluster is running
    /// or about to run: a joining silo is in no table for up to <see cref="ClusterTimes"/>' minute, and a killed one reports nothing.
    /// </summary>
    private const string NoteStore = """
        INSERT INTO store(cluster, store) VALUES ($1, $2)
        ON CONFLICT (cluster) DO UPDATE SET store = excluded.store, noted = now()
        WHERE store.store = excluded.store OR (store.noted < now() - interval '1 minute' AND NOT EXISTS (
            SELECT 1 FROM silo WHERE silo.cluster = $1 AND silo.status <> 6 AND silo.alive > now() - interval '1 minute'))
        """;

    /// <summary>The connection string including the schema, so that Orleans finds the tables by their bare names.</summary>
    private string Connection => ConnectionWithin(TimeoutSeconds);

    public ISiloBuilder Join(ISiloBuilder silo) =>
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Invariant, Connection));

    public IClientBuilder Join(IClientBuilder client) =>
        client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Invariant, Connection));

    public async Task EnsureAsync(string? storeId, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionWithin(StartSeconds));
            await connection.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                $"SELECT pg_advisory_xact_lock({MakingLock}); CREATE SCHEMA IF NOT EXISTS {Schema};" + Script, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
            if (storeId is not null) await NoteAsync(connection, storeId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new StoreOpenException(
                $"The database of the cluster's membership can't be used: {Reason(exception).TrimEnd('.')}.", exception);
        }
    }

    private string ConnectionWithin(int seconds) => new NpgsqlConnectionStringBuilder(settings.MembershipConnection)
    {
        SearchPath = Schema, Timeout = seconds, CommandTimeout = seconds,
    }.ConnectionString;

    private async Task NoteAsync(NpgsqlConnection connection, string storeId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(NoteStore,
            connection) { Parameters = { new() { Value = settings.Cluster.Id }, new() { Value = storeId } } };
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0) throw IMembership.OtherStore(settings.Cluster.Id);
    }

    /// <summary>Without the extra lines Npgsql adds.</summary>
    private static string Reason(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } failure =>
            $"{failure.MessageText}; its user must own the schema {Schema} or may make it (GRANT CREATE ON DATABASE)",
        PostgresException failure => failure.MessageText,
        _ => exception.Message,
    };

    private static string Script
    {
        get
        {
            using var stream = typeof(PostgresMembership).Assembly.GetManifestResourceStream("Reviews.Hosting.membership.sql")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
