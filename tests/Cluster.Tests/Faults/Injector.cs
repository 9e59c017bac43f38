using Cluster.Tests.Fixtures;
using Cluster.Tests.Load;
using Reviews.DevCluster.Processes;

namespace Cluster.Tests.Faults;

/// <summary>Does things to a cluster, and finds out how long it takes to get over them.</summary>
internal sealed class Injector(RunningCluster cluster, ClusterLoad load, Audit audit, FaultTimes times, Action<string> say)
{
    /// <summary>A silo that wakes and was given up ends itself by then: it reads the membership every 5 s.</summary>
    private static readonly TimeSpan FenceLimit = TimeSpan.FromSeconds(12);

    /// <summary>A silo that stood still for so long was given up, however busy the machine: that takes 3 to 6 s.</summary>
    private static readonly TimeSpan SurelyGivenUp = TimeSpan.FromSeconds(60);

    /// <summary>A cluster that has not recovered by then never will.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(180);

    /// <summary>Probers ask as often as people would: what they are refused is counted.</summary>
    private static readonly Wait Hung = new(Hang, 20) { Pause = TimeSpan.FromMilliseconds(200) };

    /// <summary>Does it, and waits until the cluster is over it; a process that was killed is not back yet.</summary>
    /// <returns>The time from the fault until voting worked again on every film. For an outage of the store: from its end.</returns>
    public Task<TimeSpan> InjectAsync(Fault fault) => fault.Kind switch
    {
        FaultKind.KillSilo => KillAsync(Among(cluster.Silos, fault)),
        FaultKind.KillApi => KillAsync(Among(cluster.Apis, fault)),
        FaultKind.KillStore => KillStoreAsync(fault.Lasts),
        FaultKind.FreezeSilo => FreezeSiloAsync(Among(cluster.Silos, fault), fault),
        FaultKind.FreezeStore => FreezeStoreAsync(fault.Lasts),
        FaultKind.RollingRestart => RestartAllAsync(),
        FaultKind.FailOver or FaultKind.FailOverAfterAJoin or FaultKind.FailOverAfterADeath or FaultKind.FailOverInSync
            or FaultKind.RestoreFiles or FaultKind.RestoreDump => new Setback(cluster, load, audit, times, RecoverAsync).InjectAsync(fault),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>Starts again what does not run, and waits until everything is ready.</summary>
    public async Task MakeWholeAsync()
    {
        foreach (var node in cluster.Members.Where(node => !node.IsRunning))
        {
            if (node.End is { } end) say(end);
            node.Start();
        }

        await Task.WhenAll(cluster.Members.Select(node => node.ReadyAsync()));
        Assert.True(cluster.Front.IsRunning, cluster.Front.End);
    }

    private static Node Among(IReadOnlyList<Node> nodes, Fault fault) => nodes[fault.Target % nodes.Count];

    private async Task<TimeSpan> KillAsync(Node node)
    {
        await node.KillAsync();
        return await RecoverAsync();
    }

    private async Task<TimeSpan> KillStoreAsync(TimeSpan lasts)
    {
        await cluster.Store.KillAsync();
        await Task.Delay(lasts, TestContext.Current.CancellationToken);
        await cluster.Store.StartAgainAsync();
        return await RecoverAsync();
    }

    private async Task<TimeSpan> FreezeStoreAsync(TimeSpan lasts)
    {
        cluster.Store.Freeze();
        try
        {
            await Task.Delay(lasts, TestContext.Current.CancellationToken);
        }
        finally
        {
            cluster.Store.Thaw();
        }

        return await RecoverAsync();
    }

    private async Task<TimeSpan> FreezeSiloAsync(Node silo, Fault fault)
    {
        var start = TimeProvider.System.GetTimestamp();
        silo.Freeze();
        TimeSpan without;
        try
        {
            without = await RecoverAsync();
            var rest = fault.Lasts - TimeProvider.System.GetElapsedTime(start);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, TestContext.Current.CancellationToken);
            if (fault.UntilGivenUp) await cluster.GivesUpAsync(silo);
        }
        finally
        {
            silo.Thaw();
        }

        var after = await RecoverAsync();
        var mustEnd = fault.UntilGivenUp || fault.Lasts >= SurelyGivenUp;
        var ended = await silo.EndsWithinAsync(mustEnd ? Hang : FenceLimit);   // or it was not given up, and goes on
        load.History.Violations.Add(ended || !mustEnd
            ? null
            : $"Not fenced: {silo.Plan.Name} was given up while it stood still, and goes on as if nothing had been.");
        say(
            $"{silo.Plan.Name} {(ended ? "found itself given up and ended" : "was not given up")}; voting worked again "
                + $"{without.TotalSeconds:0.0} s after it froze.");
        return without > after ? without : after;
    }

    private async Task<TimeSpan> RestartAllAsync()
    {
        foreach (var node in cluster.Members)
        {
            var start = TimeProvider.System.GetTimestamp();
            var code = await node.TerminateAsync();
            var ended = TimeProvider.System.GetElapsedTime(start);
            load.History.Violations.Add(code == 0 ? null : $"{node.Plan.Name} was asked to end and ended with {code}.");
            node.Start();
            await node.ReadyAsync();
            say(
                $"{node.Plan.Name} ended in {ended.TotalSeconds:0.0} s and was ready again "
                    + $"{(TimeProvider.System.GetElapsedTime(start) - ended).TotalSeconds:0.0} s later.");
        }

        return await RecoverAsync();
    }

    /// <summary>Waits until a vote on every film was acknowledged and every API that runs says that it is ready.</summary>
    private async Task<TimeSpan> RecoverAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(
        [
            .. load.Probers.Zip(
                load.FilmIds, (prober, film) => UntilAsync(() => prober.AskAsync(film, Stars(start)), $"a vote on {film} is acknowledged")),
            .. cluster.Apis.Where(api => api.IsRunning).Select(
                api => UntilAsync(() => Readiness.IsReadyAsync(api.Plan.Address, CancellationToken.None), $"{api.Plan.Name} is ready")),
        ]);
        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Other stars than last time, or nothing would be written.</summary>
    private static double Stars(long moment) => ((moment % 10) + 1) / 2.0;

    private static Task<bool> UntilAsync(Func<Task<bool>> succeeds, string what) => Hung.ForAsync(succeeds, done => done, NotYet.Is, what);
}
