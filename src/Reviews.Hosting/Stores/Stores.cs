using Reviews.Hosting.Settings;
using Reviews.Storage;
using Reviews.Storage.Azure;
using Reviews.Storage.PostgreSql;
using Reviews.Storage.Sqlite;

namespace Reviews.Hosting.Stores;

/// <summary>The stores a silo can use.</summary>
internal static class Stores
{
    /// <summary>Configures the store named in the settings. Journals without a schema are never compacted.</summary>
    public static ISiloBuilder AddStore(this ISiloBuilder silo, SiloSettings settings, IEnumerable<JournalSchema> schemas) =>
        settings.Store switch
        {
            StoreNames.Sqlite => silo.AddSqliteStore(store => store.DataFolder = Path.GetFullPath(settings.Data), schemas),
            StoreNames.Postgres => silo.AddPostgresStore(
                store =>
                {
                    store.ConnectionString = settings.Postgres.ConnectionString!;
                    store.Schema = settings.Postgres.Schema;
                    store.ClusterId = settings.Cluster.Id;
                    store.Alone = !settings.IsCluster;
                },
                schemas),
            StoreNames.Azure => silo.AddAzureStore(
                store =>
                {
                    store.ConnectionString = settings.Azure.ConnectionString;
                    store.ServiceUri = settings.Azure.ServiceUri;
                    store.Container = settings.Azure.Container;
                    store.CreateContainer = settings.Azure.CreateContainer;
                    store.ClusterId = settings.Cluster.Id;
                },
                schemas),
            _ => throw new ConfigurationRefusedException(
                [$"Reviews:Store is '{settings.Store}'; there are {string.Join(", ", StoreNames.All)}."]),
        };
}
