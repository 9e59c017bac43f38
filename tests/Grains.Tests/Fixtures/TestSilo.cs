using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Journaling;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Grains;
using Reviews.Grains.Catalogue;
using Reviews.Grains.Journals;
using Reviews.Grains.Members;
using Reviews.Hosting.Stores;
using Reviews.Storage;
using Reviews.Storage.SqlJournals;
using Reviews.Storage.Sqlite;
using Reviews.Storage.Writing;

namespace Grains.Tests.Fixtures;

/// <summary>A real silo with all grains on journals that outlive it and can be made to fail.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSilo(IHost host, JournalFaults faults) => (_host, Faults) = (host, faults);

    public JournalFaults Faults { get; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    /// <param name="store">The data folder.</param>
    /// <param name="configure">Changes to the services.</param>
    /// <param name="sharing">A silo of another cluster whose open store this one writes to as well.</param>
    public static async Task<TestSilo> StartAsync(TestStore store, Action<IServiceCollection>? configure = null, TestSilo? sharing = null)
    {
        var faults = new JournalFaults();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var ports = FreePorts.Take(2);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ports[0], ports[1]);
            if (sharing is null) AddStore(silo, store);
            else AddStoreOf(silo, sharing);
        });
        builder.Services.Replace(ServiceDescriptor.Singleton<IJournalStorageProvider>(
            services => new FaultyJournals(services.GetRequiredService<SqlJournalStorageProvider>(), faults)));
        if (sharing is null) builder.Services.AddSingleton<IStoreHistory, StoreHistory>();
        builder.Services.AddReviewsGrains();
        // A silo whose clock a test has set ahead would take itself for one that never finished joining, and end the whole process.
        builder.Services.Configure<ClusterMembershipOptions>(options => options.EvictWhenMaxJoinAttemptTimeExceeded = false);
        builder.Services.Configure<MemberOptions>(options => options.VotesPerMinute = null);
        builder.Services.Configure<ShardOptions>(options => options.AskInterval = TimeSpan.FromMilliseconds(200));
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new TestSilo(host, faults);
    }

    public IFilmGrain Film(string filmId) => Grains.GetGrain<IFilmGrain>(filmId);

    public IUserGrain User(long userId) => Grains.GetGrain<IUserGrain>(userId);

    public ICatalogueShardGrain ShardOf(string filmId) => Grains.GetGrain<ICatalogueShardGrain>(CatalogueShards.Of(filmId));

    /// <summary>Makes the store a new incarnation, as when it came back with less; activations that read it before end.</summary>
    public async Task<long> RaiseIncarnationAsync() =>
        (await Services.GetRequiredService<Reviews.Storage.Store>().Writer.WriteAsync(new RaiseIncarnation(0))).Value;

    /// <summary>Ends every activation, as after a long quiet time; the store stays as it is.</summary>
    public async Task DeactivateAllAsync()
    {
        var management = Grains.GetGrain<IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero);
    }

    /// <summary>Ends the silo as <c>kill -9</c> would: from this moment nothing it does reaches the store.</summary>
    public async Task KillAsync()
    {
        Faults.Die();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _host.StopAsync(now.Token);
        _host.Dispose();
    }

    /// <summary>Dies at the next write of such a journal, before or after it is stored; the call is then never answered.</summary>
    public async Task DieDuringAsync(string journal, bool storeFirst, Func<Task> act)
    {
        var death = Faults.DieAtNext(journal, storeFirst);
        var asked = act();
        await death;
        await KillAsync();
        _ = asked.ContinueWith(task => task.Exception, TaskScheduler.Default);   // its caller is gone too
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _host.StopAsync(TestContext.Current.CancellationToken);
            _host.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // The test has killed it.
        }
    }

    private static void AddStore(ISiloBuilder silo, TestStore store) => silo.AddSqliteStore(
        options => options.DataFolder = store.Folder,
        GrainsRegistration.Journals.Select(journal => new JournalSchema(journal.Key, journal.Value)));

    private static void AddStoreOf(ISiloBuilder silo, TestSilo other)
    {
        silo.AddJournalStorage("Default", _ => other.Services.GetRequiredService<SqlJournalStorageProvider>());
        silo.AddMemoryGrainStorageAsDefault();
        silo.Services.Configure<JournaledStateManagerOptions>(options => options.JournalFormatKey = "orleans-binary");
    }
}
