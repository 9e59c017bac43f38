using Reviews.Storage;
using Reviews.Storage.Hosting;

namespace Reviews.Silo;

/// <summary>The stores a silo can use.</summary>
internal static class Stores
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";
    public const string Azure = "azure";

    public static readonly string[] All = [Sqlite, Postgres, Azure];

    /// <summary>Configures the store that the settings name. Journals without a blueprint are never folded.</summary>
    public static ISiloBuilder AddStore(this ISiloBuilder silo, SiloSettings settings, IEnumerable<JournalBlueprint> blueprints) =>
        settings.Store switch
        {
            Sqlite => silo.AddSqliteStore(store => store.DataFolder = Path.GetFullPath(settings.Data), blueprints),
            Postgres => silo.AddPostgresStore(
                store =>
                {
                    store.ConnectionString = settings.Postgres.ConnectionString!;
                    store.Schema = settings.Postgres.Schema;
                    store.ClusterId = settings.Cluster.Id;
                    store.Alone = !settings.IsCluster;
                },
                blueprints),
            Azure => silo.AddAzureStore(
                store =>
                {
                    store.ConnectionString = settings.Azure.ConnectionString;
                    store.ServiceUri = settings.Azure.ServiceUri;
                    store.Container = settings.Azure.Container;
                    store.CreateContainer = settings.Azure.CreateContainer;
                    store.ClusterId = settings.Cluster.Id;
                },
                blueprints),
            _ => throw new ConfigurationRefusedException([$"Reviews:Store is '{settings.Store}'; there are {string.Join(", ", All)}."]),
        };
}
