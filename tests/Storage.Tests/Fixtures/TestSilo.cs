using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Orleans.Storage;
using Orleans.TestingHost;
using Reviews.Storage;
using Reviews.Storage.Sqlite;
using Reviews.Storage.Writing;

namespace Storage.Tests.Fixtures;

/// <summary>A silo of the real runtime on its own store.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private TestSilo(InProcessTestCluster cluster) => _cluster = cluster;

    public StoreStatistics Statistics => Services.GetRequiredService<StoreStatistics>();

    private IServiceProvider Services => _cluster.GetSiloServiceProvider();

    /// <summary>Starts one on the SQLite store of a folder.</summary>
    public static Task<TestSilo> StartAsync(
        TempFolder folder, IStoreFaults? faults = null, Action<SqliteOptions>? configure = null, Action<ISiloBuilder>? silo = null) =>
        StartAsync(host =>
        {
            if (faults is not null) host.Services.AddSingleton(faults);
            host.AddSqliteStore(
                options =>
                {
                    options.DataFolder = folder.Path;
                    configure?.Invoke(options);
                },
                [TestStore.Schema]);
            silo?.Invoke(host);
        });

    /// <summary>Starts one on whichever store is added.</summary>
    public static async Task<TestSilo> StartAsync(Action<ISiloBuilder> add)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, host) => add(host));
        var cluster = builder.Build();
        try
        {
            await cluster.DeployAsync();
            return new TestSilo(cluster);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public ITallyGrain Film(string key = "heat") => _cluster.Client.GetGrain<ITallyGrain>(key);

    /// <summary>
    /// Completes when the film's current activation has ended. The runtime answers calls that reach a deactivating activation with what
    /// ended it, without running them: wait for this before calling the next activation.
    /// </summary>
    public Task EndOf(ITallyGrain film) => _cluster.WaitForDeactivationAsync(film);

    /// <summary>Ends every activation that is idle, the film's among them.</summary>
    public async Task EndActivationsAsync(ITallyGrain film)
    {
        var ended = EndOf(film);
        await _cluster.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        await ended;
    }

    /// <summary>A second activation of the film's journal, as a silo unaware of this one might hold.</summary>
    public async Task<Activation> WakeSecondAsync(string key = "heat")
    {
        var tally = new Tally();
        var manager = Services.GetRequiredService<IJournaledStateManagerFactory>().CreateStandalone(
            new JournalId($"{TestStore.Kind}/{key}"));
        manager.RegisterStateMachine(Tally.Name, tally);
        await manager.InitializeAsync();
        return new Activation(manager, tally);
    }

    /// <summary>
    /// Lets a second activation write, and asserts that the first then fails, ends, and gives way to one that knows both.
    /// </summary>
    public async Task MustFenceAStaleActivationAsync()
    {
        var film = Film();
        await film.VoteAsync(1);
        await using (var second = await WakeSecondAsync()) await second.VoteAsync(2);

        var ended = EndOf(film);
        await Assert.ThrowsAsync<InconsistentStateException>(() => film.VoteAsync(3));
        await ended;
        await film.VoteAsync(3);
        Assert.Equal(3, await film.CountAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
