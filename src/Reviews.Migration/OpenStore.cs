using Reviews.Grains;
using Reviews.Hosting;
using Reviews.Hosting.Settings;
using Reviews.Storage;
using Reviews.Storage.Azure;
using Reviews.Storage.Hosting;
using Reviews.Storage.PostgreSql;
using Reviews.Storage.Sqlite;

namespace Reviews.Migration;

/// <summary>An open store and what can read it, in a host that is never started.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    /// <summary>
    /// How long one call to a store may take: 1 min. A silo's 5 s are for waiting members; a copy had better wait than stop halfway.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IHost _host;

    private OpenStore(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <exception cref="StoreOpenException">The store can't be used, or something else is using it.</exception>
    /// <param name="settings">Which store.</param>
    /// <param name="readOnly">Whether it is only read: it then stays unchanged, in its current format.</param>
    public static OpenStore At(SiloSettings settings, bool readOnly)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddReviewsStore(settings));
        builder.Services.AddReviewsGrains();
        builder.Services
            .PostConfigure<SqliteOptions>(store => (store.OperationTimeout, store.ReadOnly) = (Patience, readOnly))
            .PostConfigure<PostgresOptions>(store => (store.OperationTimeout, store.ReadOnly) = (Patience, readOnly))
            .PostConfigure<AzureStoreOptions>(store =>
                (store.OperationTimeout, store.CreateContainer) = (Patience, store.CreateContainer && !readOnly));
        var opened = new OpenStore(builder.Build());
        opened.Services.OpenStore();
        return opened;
    }

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)_host).DisposeAsync();
}
