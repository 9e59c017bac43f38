using Reviews.Storage.Hosting;

namespace Reviews.Storage.Sqlite;

/// <summary>Puts a silo on a store in a SQLite file.</summary>
public static class SqliteStoreExtensions
{
    /// <summary>
    /// Makes a SQLite file the silo's journal storage and grain storage, both as "Default" and behind one writer. It opens before the first
    /// grain and closes after the last; <see cref="StoreStatistics"/> is registered as a service.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Sets at least the data folder.</param>
    /// <param name="schemas">What the journals of each grain type are made of; a type without a schema is never compacted.</param>
    public static ISiloBuilder AddSqliteStore(
        this ISiloBuilder builder, Action<SqliteOptions> configure, IEnumerable<JournalSchema> schemas) =>
        builder.AddSqlStore<SqliteOptions, SqliteOptionsValidator>(configure, schemas, SqliteDatabase.Open);
}
