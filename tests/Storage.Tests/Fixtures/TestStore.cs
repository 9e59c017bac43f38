using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Journaling;
using Orleans.Serialization;
using Orleans.Storage;
using Reviews.Storage;
using Reviews.Storage.Hosting;
using Reviews.Storage.Records;
using Reviews.Storage.Sqlite;
using Reviews.Storage.Writing;

namespace Storage.Tests.Fixtures;

/// <summary>A store with Orleans' own journaling on it, without a silo: the test controls the interleaving.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    /// <summary>The grain type that has a schema.</summary>
    public const string Kind = "film";

    private readonly ServiceProvider _services;

    private TestStore(ServiceProvider services) => _services = services;

    /// <summary>What stores on SQL databases share.</summary>
    public Store Store => _services.GetRequiredService<Store>();

    public StoreStatistics Statistics => _services.GetRequiredService<StoreStatistics>();

    public IGrainStorage Records => _services.GetRequiredService<IGrainStorage>();

    /// <summary>The records without their grains, as a copy sees them.</summary>
    public IRecordStore RecordStore => _services.GetRequiredService<IRecordStore>();

    public IJournalStorageProvider Journals => _services.GetRequiredService<IJournalStorageProvider>();

    public IJournalStorageCatalog Catalog => _services.GetRequiredService<IJournalStorageCatalog>();

    public IServiceProvider Services => _services;

    public LogLines Logs => _services.GetRequiredService<LogLines>();

    /// <summary>Opens the SQLite store of a folder.</summary>
    public static TestStore Open(
        TempFolder folder, Action<SqliteOptions>? configure = null, IStoreFaults? faults = null, TimeProvider? time = null,
        bool withSchema = true) => Open(
        silo => silo.AddSqliteStore(
            options =>
            {
                options.DataFolder = folder.Path;
                configure?.Invoke(options);
            },
            withSchema ? [Schema] : []),
        faults, time);

    /// <summary>Opens whichever store is added.</summary>
    public static TestStore Open(Action<ISiloBuilder> add, IStoreFaults? faults = null, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<LogLines>().AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogLines>());
        services.AddLogging().AddSerializer();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddKeyedSingleton(KeyedService.AnyKey, (provider, _) => provider.GetRequiredService<TimeProvider>());
        services.AddSingleton(faults ?? new NoFaults());
        add(new Builder(services));
        services.RemoveAll<ILifecycleParticipant<ISiloLifecycle>>();
        var store = new TestStore(services.BuildServiceProvider());
        try
        {
            store._services.OpenStore();
            return store;
        }
        catch
        {
            store._services.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    public static JournalSchema Schema { get; } =
        new(Kind, _ => new Dictionary<string, IStateMachine> { [Tally.Name] = new Tally() });

    /// <summary>Reads a journal as a grain's activation would.</summary>
    public async Task<Activation> WakeAsync(string key = "heat", string kind = Kind)
    {
        var tally = new Tally();
        var manager = _services.GetRequiredService<IJournaledStateManagerFactory>().CreateStandalone(new JournalId($"{kind}/{key}"));
        manager.RegisterStateMachine(Tally.Name, tally);
        try
        {
            await manager.InitializeAsync();
            return new Activation(manager, tally);
        }
        catch
        {
            await manager.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when so many writes wait for the writer.</summary>
    public Task UntilQueuedAsync(int count) => Eventually.GetAsync(() => Store.Writer.QueuedWrites, queued => queued >= count);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Builder(IServiceCollection services) : ISiloBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
