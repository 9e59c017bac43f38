using Cluster.Tests.Fixtures;
using Cluster.Tests.Judging;
using Cluster.Tests.Load;

namespace Cluster.Tests.Faults;

/// <summary>Does one thing after the other to a cluster under load, and judges after each.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="load">Its people.</param>
/// <param name="times">How long is waited.</param>
/// <param name="output">Where each round is told.</param>
internal sealed class Checker(RunningCluster cluster, ClusterLoad load, FaultTimes times, ITestOutputHelper output)
{
    /// <summary>Votes before a fault and after it, so that it meets a cluster at work.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(2);

    /// <summary>So many of a round's violations are shown at once; the end shows more.</summary>
    private const int ShownViolations = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Audit _audit = new(cluster, load, times);

    private Injector Injector => field ??= new(cluster, load, _audit, times, output.WriteLine);

    private History History => load.History;

    /// <summary>One fault from steady voting to the judgement.</summary>
    public async Task<Round> RunAsync(Fault fault)
    {
        var (acknowledged, rolledBack, unavailable, broken, violations) =
            (History.Acknowledged, History.RolledBack, History.Unavailable, History.Broken, History.Violations.Count);
        load.Start();
        await Task.Delay(Steady, TestContext.Current.CancellationToken);

        History.Rules = InTime(fault.Rules);
        var recovery = await Injector.InjectAsync(fault);
        var behind = await CatchUpAsync();
        var whole = TimeProvider.System.GetTimestamp();
        await Injector.MakeWholeAsync();
        var wholeAfter = TimeProvider.System.GetElapsedTime(whole);

        // From here on nothing is wrong any more, and so nothing may fail.
        History.Rules = InTime(Rules.NothingFails);
        await Task.Delay(Steady, TestContext.Current.CancellationToken);
        await load.StopAsync();
        string[] late = [.. Judge.OfTimes($"{fault}", recovery, behind)];
        foreach (var sentence in late) output.WriteLine(sentence);
        if (times.Count) History.Violations.Add(late);

        var audit = TimeProvider.System.GetTimestamp();
        await _audit.JudgeAsync();
        var auditTook = TimeProvider.System.GetElapsedTime(audit);
        var round = new Round(
            fault, recovery, behind, late.Length > 0, History.Acknowledged - acknowledged, History.RolledBack - rolledBack,
            History.Unavailable - unavailable, History.Broken - broken,
            History.Violations.Count - violations);
        output.WriteLine($"{fault}: recovered in {recovery.TotalSeconds:0.0} s, watchers {behind.TotalSeconds:0.0} s later, all processes "
            + $"{wholeAfter.TotalSeconds:0.0} s after that, "
            + $"all counts right {auditTook.TotalSeconds:0.0} s after the last vote (last not so: {_audit.LastWrong}); "
            + $"{round.Acknowledged} acknowledged, {round.RolledBack} rolled back, {round.Unavailable} turned away, {round.Broken} cut "
            + $"off, {round.Violations} violations.");
        foreach (var sentence in History.Violations.Sentences.Skip(violations).Take(ShownViolations)) output.WriteLine("  " + sentence);
        return round;
    }

    /// <summary>What comes late because of other work on the machine, and is turned away for that, is another matter.</summary>
    private Rules InTime(Rules rules) => times.Count ? rules : rules.Or(Rules.SomeAreTurnedAway);

    /// <summary>Waits until every connected watcher has what was acknowledged until now.</summary>
    private async Task<TimeSpan> CatchUpAsync()
    {
        var newest = load.FilmIds.ToDictionary(film => film, History.NewestOf);
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            Watcher[] behind = [.. load.Watchers.Where(watcher => newest.Any(film => watcher.VersionOf(film.Key) < film.Value))];
            if (behind.Length == 0) return TimeProvider.System.GetElapsedTime(start);
            if (TimeProvider.System.GetElapsedTime(start) > times.Patience)
            {
                History.Violations.Add(
                    behind.Select(watcher => $"Not told: {watcher.Name} is behind {times.Patience} after the recovery."));
                return TimeProvider.System.GetElapsedTime(start);
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
