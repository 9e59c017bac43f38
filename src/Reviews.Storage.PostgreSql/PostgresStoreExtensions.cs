using Reviews.Storage.Hosting;

namespace Reviews.Storage.PostgreSql;

/// <summary>Puts a silo on a store in a PostgreSQL database.</summary>
public static class PostgresStoreExtensions
{
    /// <summary>
    /// Makes a PostgreSQL database the silo's journal storage and grain storage, both as "Default" and behind one writer. It opens before
    /// the first grain and closes after the last; <see cref="StoreStatistics"/> is registered as a service. While the server is
    /// unreachable, reads and writes fail; once it is back they succeed again without intervention.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Sets at least the connection string.</param>
    /// <param name="schemas">What the journals of each grain type are made of; a type without a schema is never compacted.</param>
    public static ISiloBuilder AddPostgresStore(
        this ISiloBuilder builder, Action<PostgresOptions> configure, IEnumerable<JournalSchema> schemas) =>
        builder.AddSqlStore<PostgresOptions, PostgresOptionsValidator>(
            configure, schemas, (options, _, incarnations, faults, _) => PostgresDatabase.Open(options, incarnations, faults));
}
