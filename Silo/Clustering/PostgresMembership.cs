using Npgsql;
using Reviews.Storage;

namespace Reviews.Silo;

/// <summary>
/// The tables that Orleans' AdoNet clustering reads and writes, and the statements it does so with: it takes them from a table
/// <c>OrleansQuery</c>, by name. The package brings none; these are ours, in a schema of their own.
/// </summary>
internal sealed class PostgresMembership(SiloSettings settings) : IMembership
{
    private const string Schema = "reviews_cluster";

    /// <summary>Any number that nobody else locks: two silos that start at once must not both make the tables.</summary>
    private const long MakingLock = 0x5265_7669_6577_7301;

    /// <summary>The name under which Orleans knows Npgsql.</summary>
    private const string Invariant = "Npgsql";

    /// <summary>A database that does not answer for so long counts as gone: 5 s.</summary>
    private const int TimeoutSeconds = 5;

    /// <summary>The connection string with the schema in it, so that Orleans finds the tables by their bare names.</summary>
    private string Connection
    {
        get
        {
            try
            {
                return new NpgsqlConnectionStringBuilder(settings.MembershipConnection)
                {
                    SearchPath = Schema, Timeout = TimeoutSeconds, CommandTimeout = TimeoutSeconds,
                }.ConnectionString;
            }
            catch (ArgumentException unreadable)
            {
                throw new ConfigurationRefusedException([$"The connection string of the cluster's membership can't be read: {unreadable.Message}"]);
            }
        }
    }

    public ISiloBuilder Join(ISiloBuilder silo) =>
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Invariant, Connection));

    public IClientBuilder Join(IClientBuilder client) =>
        client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Invariant, Connection));

    /// <summary>Makes the tables when they are missing, and brings the statements up to this version's.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Connection);
            await connection.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({MakingLock}); CREATE SCHEMA IF NOT EXISTS {Schema};" + Script, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new StoreOpenException($"The database of the cluster's membership can't be used: {exception.Message}", exception);
        }
    }

    private static string Script
    {
        get
        {
            using var stream = typeof(PostgresMembership).Assembly.GetManifestResourceStream("Reviews.Silo.membership.sql")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
