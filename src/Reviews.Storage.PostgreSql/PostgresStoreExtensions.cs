using Reviews.Storage.Hosting;

namespace Reviews.Storage.PostgreSql;

/// <summary>Puts a silo on a store in a PostgreSQL database.</summary>
public static class PostgresStoreExtensions
{
    /// <summary>
    /// Makes a PostgreSQL database the silo's journal storage and grain storage, both as "Default" and behind one writer. It opens before
    /// the first grain and closes after the last; <see cref="StoreStatistics"/> is a service. While the server is away reads and writes
    /// fail; when it is back they go on by themselves.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Sets at least the connection string.</param>
    /// <param name="schemas">What the journals of each grain type are made of; a type without is never compacted.</param>
    public static ISiloBuilder AddPostgresStore(
        this ISiloBuilder builder, Action<PostgresOptions> configure, IEnumerable<JournalSchema> schemas) =>
        builder.AddSqlStore<PostgresOptions, PostgresOptionsValidator>(
            configure, schemas, (options, _, incarnations, faults, _) => PostgresDatabase.Open(options, incarnations, faults));
}
