using Cluster.Tests.Fixtures;
using Cluster.Tests.Judging;
using Microsoft.AspNetCore.Http.Connections;

namespace Cluster.Tests.Load;

/// <summary>The people of a check: members who vote through the front, one prober a film, watchers, and the operator.</summary>
internal sealed class ClusterLoad : IAsyncDisposable
{
    private const int Films = 8;
    private const int Members = 12;
    private const int WatchersAtTheFront = 6;
    private const int ReaderCount = 2;

    /// <summary>Members who register at a time: hashing passwords is work.</summary>
    private const int Batch = 4;

    private static readonly TimeSpan CallPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(180);

    private CancellationTokenSource _stop = new();
    private Task _voting = Task.CompletedTask;
    private Task? _stopping;
    private int _calls;

    private ClusterLoad(History history, Client op, string[] films) => (History, Operator, FilmIds) = (history, op, films);

    public History History { get; }

    public Client Operator { get; }

    public IReadOnlyList<string> FilmIds { get; }

    /// <summary>A film that members vote on only in <see cref="CallAsync"/>.</summary>
    private string CallFilm { get; init; } = "";

    /// <summary>Those who vote all the time.</summary>
    public List<Voter> Voters { get; } = [];

    /// <summary>One a film, to find out when voting works again.</summary>
    public List<Voter> Probers { get; } = [];

    public List<Watcher> Watchers { get; } = [];

    /// <summary>Those who only look.</summary>
    public List<Reader> Readers { get; } = [];

    /// <summary>Publishes the films, registers the members and starts the watchers.</summary>
    public static async Task<ClusterLoad> GatherAsync(RunningCluster cluster, Random random)
    {
        var op = await Client.OperatorAsync(cluster.Address);
        var films = await op.PublishFilmsAsync(Films + 1);
        var load = new ClusterLoad(new History(), op, films[..Films]) { CallFilm = films[Films] };
        foreach (var numbers in Enumerable.Range(0, Members + Films).Chunk(Batch))
        {
            var clients = await Task.WhenAll(numbers.Select(number => Client.JoinAsync(cluster.Address, $"m{number}@example.org")));
            foreach (var (number, client) in numbers.Zip(clients))
                (number < Members ? load.Voters : load.Probers).Add(
                    new Voter(number, client, load.FilmIds, load.History, new Random(random.Next())));
        }

        for (var number = 0; number < ReaderCount; number++)
            load.Readers.Add(new Reader(cluster.Address, load.FilmIds, load.History, new Random(random.Next())));
        load.Watch(cluster);
        return load;
    }

    /// <summary>Everybody votes and reads.</summary>
    public void Start()
    {
        (_stop, _stopping) = (new CancellationTokenSource(), null);
        _voting = Task.WhenAll(
        [
            .. Voters.Select(voter => voter.VoteUntilAsync(_stop.Token)),
            .. Readers.Select(reader => reader.ReadUntilAsync(_stop.Token)),
        ]);
    }

    /// <summary>Nobody votes any more, and every request is answered.</summary>
    public Task StopAsync() => _stopping ??= EndAsync();

    /// <summary>
    /// Lets each member write once: what their grain knew of an older store is gone then, and their list is what the store has.
    /// </summary>
    public Task CallAsync()
    {
        var stars = ((_calls++ % 10) + 1) / 2.0;   // others than last time, or nothing would be written
        return Task.WhenAll(Voters.Select(async voter =>
        {
            while (!await voter.AskAsync(CallFilm, stars)) await Task.Delay(CallPause, TestContext.Current.CancellationToken);
        })).WaitAsync(CallLimit);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var watcher in Watchers) await watcher.DisposeAsync();
        foreach (var voter in Voters.Concat(Probers)) voter.Dispose();
        foreach (var reader in Readers) reader.Dispose();
        Operator.Dispose();
    }

    private async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _voting;
        _stop.Dispose();
    }

    /// <summary>WebSockets without negotiation go through the front to any API; the others need one API for all their requests.</summary>
    private void Watch(RunningCluster cluster)
    {
        string[] films = [.. FilmIds];
        for (var number = 1; number <= WatchersAtTheFront; number++)
            Watchers.Add(
                new Watcher($"watcher {number} (WebSockets, front)", cluster.Address, HttpTransportType.WebSockets, atTheFront: true,
                    films, History));
        foreach (var api in cluster.Apis)
            Watchers.Add(
                new Watcher($"watcher at {api.Plan.Name} (long polling)", api.Plan.Address, HttpTransportType.LongPolling,
                    atTheFront: false, films, History));
        Watchers.Add(
            new Watcher("watcher at api-1 (server-sent events)", cluster.Apis[0].Plan.Address, HttpTransportType.ServerSentEvents,
                atTheFront: false, films, History));
    }
}
