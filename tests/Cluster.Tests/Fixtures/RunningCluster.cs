using Reviews.DevCluster.Processes;

namespace Cluster.Tests.Fixtures;

/// <summary>A whole cluster of real processes on loopback: three silos, two APIs, the front, and the stores they stand on.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private const int SiloCount = 3;
    private const int ApiCount = 2;

    private readonly ClusterStores _stores;
    private readonly RunFolder _folder;

    private RunningCluster(ClusterStores stores, ClusterPlan plan, Uri address, RunFolder folder)
    {
        (_stores, Address, _folder) = (stores, address, folder);
        Silos = [.. plan.Silos.Select(silo => new Node(silo, folder))];
        Apis = [.. plan.Apis.Select(api => new Node(api, folder))];
        Front = new Node(FrontOf(plan, address), folder);
    }

    public IReadOnlyList<Node> Silos { get; }

    public IReadOnlyList<Node> Apis { get; }

    public Node Front { get; }

    /// <summary>The one address that clients know.</summary>
    public Uri Address { get; }

    public IOutage Store => _stores.Store;

    /// <summary>The store, where it is PostgreSQL.</summary>
    public ReplicatedPostgres Postgres => (ReplicatedPostgres)_stores.Store;

    /// <summary>All that a rolling restart restarts: the front is the one address, and stays.</summary>
    public IEnumerable<Node> Members => [.. Silos, .. Apis];

    /// <summary>Starts everything and waits until it is ready.</summary>
    /// <param name="store"><c>postgres</c> or <c>azure</c>.</param>
    /// <param name="name">Names the folder of the logs, <c>artifacts/cluster/NAME</c>; what an earlier run left there goes.</param>
    /// <param name="takeUp">How often silos take up unfinished work.</param>
    public static async Task<RunningCluster> StartAsync(string store, string name, TimeSpan takeUp)
    {
        var data = Path.Combine(Repository.Root, "artifacts", "cluster", name);
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
        var stores = await ClusterStores.StartAsync(store);
        var address = new Uri($"http://127.0.0.1:{FreePorts.TakeSteady(1)[0]}");
        var request = Request(stores, store, address, data, takeUp);
        request.Certificates.Renew(TimeProvider.System.GetUtcNow());
        var cluster = new RunningCluster(stores, ClusterPlan.Of(request), address, new RunFolder(data));
        try
        {
            await cluster.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Ends all processes, and reads every journal and record of the store as a copy does: what is damaged, or does not count the same in
    /// films and lists.
    /// </summary>
    /// <returns>What was said of it; null when everything is whole.</returns>
    public async Task<string?> ScanAsync()
    {
        await EndAsync();
        return await StoreScan.RunAsync(Postgres.ConnectionString);
    }

    /// <summary>Reads a copy of the store, as it is now, in the same way, while all goes on.</summary>
    public async Task<string?> ScanCopyAsync()
    {
        await using var copy = await Postgres.StartCopyAsync();
        return await StoreScan.RunAsync(copy.ConnectionString);
    }

    /// <summary>Waits until the silo is no member any more; the membership is in PostgreSQL.</summary>
    public Task GivesUpAsync(Node silo) => Eventually.GetAsync(Postgres.MembersAsync, members => !members.Contains(silo.SiloPort));

    /// <summary>How many lines all processes have logged until now.</summary>
    public int LinesOfLog() => Members.Append(Front).Sum(node => File.ReadLines(_folder.LogOf(node.Plan.Name)).Count());

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _stores.DisposeAsync();
    }

    private async Task EndAsync()
    {
        await Front.DisposeAsync();
        foreach (var node in Apis.Concat(Silos)) await node.DisposeAsync();
    }

    private async Task StartAsync()
    {
        foreach (var silo in Silos) silo.Start();
        await Task.WhenAll(Silos.Select(silo => silo.ReadyAsync()));
        foreach (var api in Apis)
        {
            api.Start();
            await api.ReadyAsync();   // the first makes the operator
        }

        Front.Start();
        await Front.ReadyAsync();   // asks an API through it
    }

    private static ClusterRequest Request(ClusterStores stores, string store, Uri address, string data, TimeSpan takeUp) => new()
    {
        Silos = SiloCount, Apis = ApiCount, Store = store, Urls = address.ToString(), Data = data, Empty = true,
        SiloProgram = Repository.Program("Silo", "Reviews.Silo.dll"),
        ApiProgram = Repository.Program("Api", "Reviews.Api.dll"),
        Settings = new Dictionary<string, string>(stores.Settings)
        {
            ["Reviews:Quotas:Enabled"] = "false",
            ["Reviews:Quotas:ResumeInterval"] = $"{takeUp}",
            ["Reviews:Keys:Certificate"] = SharedKeyFile.Path,
            ["Reviews:Operator:Email"] = Client.OperatorEmail,
            ["Reviews:Operator:Password"] = Client.Password,
        },
    };

    private static NodePlan FrontOf(ClusterPlan plan, Uri address) => new(
        "front",
        Repository.Program(Path.Combine("src", "Reviews.DevCluster"), "Reviews.DevCluster.dll"),
        ["front", "--urls", address.ToString(), .. plan.Apis.SelectMany(api => new[] { "--to", api.Address.ToString() })],
        new Dictionary<string, string>(),
        address);
}
