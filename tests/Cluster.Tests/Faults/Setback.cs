using Cluster.Tests.Fixtures;
using Cluster.Tests.Judging;
using Cluster.Tests.Load;

namespace Cluster.Tests.Faults;

/// <summary>
/// Lets the store come back with less than it had: a standby takes its place, or a backup comes back, while all processes run.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="load">Its people.</param>
/// <param name="audit">Counts what is there afterwards.</param>
/// <param name="times">By when every silo that runs is a member, and every member runs.</param>
/// <param name="recover">Waits until voting works again on every film.</param>
internal sealed class Setback(RunningCluster cluster, ClusterLoad load, Audit audit, FaultTimes times, Func<Task<TimeSpan>> recover)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private ReplicatedPostgres Store => cluster.Postgres;

    private History History => load.History;

    /// <summary>Does it, and waits until the cluster is over it.</summary>
    /// <returns>The time from the store's return until voting worked again on every film.</returns>
    public async Task<TimeSpan> InjectAsync(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.RestoreFiles:
                await ExposeAsync(Store.CopyAsync, fault.Lasts);
                return await ComeBackAsync(() => Store.RestoreAsync(History.Seal));
            case FaultKind.RestoreDump:
                await ExposeAsync(Store.DumpAsync, fault.Lasts);
                return await ComeBackAsync(RestoreDumpAsync);
            default:
                await FallBehindAsync(fault);
                return await ComeBackAsync(() => Store.FailOverAsync(History.Seal));
        }
    }

    private async Task ExposeAsync(Func<Task> save, TimeSpan lasts)
    {
        History.Expose();
        await save();
        await Task.Delay(lasts, TestContext.Current.CancellationToken);
    }

    private async Task RestoreDumpAsync()
    {
        await Store.RestoreDumpAsync();
        History.Seal();
    }

    /// <summary>
    /// Makes a standby and lets it miss the last votes, and what else is to happen meanwhile. A synchronous one misses nothing that is
    /// acknowledged.
    /// </summary>
    private async Task FallBehindAsync(Fault fault)
    {
        var silo = cluster.Silos[fault.Target % cluster.Silos.Count];
        if (fault.Kind == FaultKind.FailOverAfterAJoin) await silo.TerminateAsync();
        await Store.FollowAsync(synchronous: fault.Kind == FaultKind.FailOverInSync);
        if (fault.Kind != FaultKind.FailOverInSync) History.Expose();
        await Store.StopReceivingAsync();
        if (fault.Kind == FaultKind.FailOverAfterAJoin) await JoinAsync(silo);
        if (fault.Kind == FaultKind.FailOverAfterADeath) await DieAsync(silo);
        await Task.Delay(fault.Lasts, TestContext.Current.CancellationToken);
    }

    private static Task JoinAsync(Node silo)
    {
        silo.Start();
        return silo.ReadyAsync();
    }

    private async Task DieAsync(Node silo)
    {
        await silo.KillAsync();
        await cluster.GivesUpAsync(silo);
    }

    /// <summary>Nobody asks for anything new while it comes back: what it has lost can be told then.</summary>
    private async Task<TimeSpan> ComeBackAsync(Func<Task> comeBack)
    {
        var stopped = load.StopAsync();
        await comeBack();
        var members = JudgeMembersAsync();
        var recovery = await recover();
        await stopped;
        await members;   // a silo that the table has forgotten has ended by then, and others go on with what was its members' work
        await audit.JudgeAloneAsync();
        await load.CallAsync();
        await audit.JudgeAsync();
        History.Settle(await audit.ListsAsync());
        load.Start();
        return recovery;
    }

    private async Task JudgeMembersAsync()
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            string[] wrong = [.. Judge.OfMembers(
                [.. cluster.Silos.Where(silo => silo.IsRunning).Select(silo => silo.SiloPort)], await Store.MembersAsync())];
            if (wrong.Length == 0) return;
            if (TimeProvider.System.GetElapsedTime(start) > times.Patience)
            {
                History.Violations.Add(wrong);
                return;
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
