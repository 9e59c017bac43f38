using System.Globalization;
using System.Reflection;
using System.Text;
using Cluster.Tests.Judging;

namespace Cluster.Tests.Faults;

/// <summary>What a run found, for people: as figures of the tests, and as a table in <c>artifacts/cluster/history.md</c>.</summary>
internal sealed class HistoryTable(string store, int seed, IReadOnlyList<Round> rounds, History history)
{
    private Violations Violations => history.Violations;

    /// <summary>The version that was tried, with its commit, as <c>1.0.0+0ccb6e4</c>.</summary>
    private static string Version =>
        typeof(HistoryTable).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The figures, one line each.</summary>
    public IEnumerable<string> Figures() =>
    [
        $"Figure: cluster on {store}: {rounds.Count} faults, {rounds.Sum(round => round.Acknowledged)} votes acknowledged, "
            + $"{history.RolledBack} rolled back, {history.Read} reads answered, lost {Named("Lost")}, doubled {Named("Doubled")}, "
            + $"other violations {Violations.Count - Named("Lost") - Named("Doubled")} (seed {seed}).",
        .. rounds.GroupBy(round => round.Fault.Kind).OrderBy(group => group.Key)
            .Select(group => $"Figure: cluster on {store}, {Line([.. group], group.Key)}."),
    ];

    /// <summary>Adds the table to the file.</summary>
    public async Task AppendAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.AppendAllTextAsync(file, Markdown());
    }

    private string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {store}: {rounds.Count} faults, seed {seed}, version {Version}").AppendLine()
            .AppendLine(
                "| fault | times | acknowledged | rolled back | 503 | cut off | recovery median, max (s) | watchers behind, max (s) | late "
                    + "| violations |")
            .AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var group in rounds.GroupBy(round => round.Fault.Kind).OrderBy(group => group.Key))
            text.AppendLine(Row($"{group.Key}", [.. group]));
        if (rounds.Count > 0) text.AppendLine(Row("all", rounds));
        text.AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Lost: {Named("Lost")}. Doubled: {Named("Doubled")}. Other violations: {Violations.Count - Named("Lost") - Named("Doubled")}. "
            + $"Reads answered: {history.Read}.").AppendLine();
        return text.ToString();
    }

    private static string Row(string name, IReadOnlyList<Round> rounds) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {rounds.Count} | {rounds.Sum(round => round.Acknowledged)} | {rounds.Sum(round => round.RolledBack)} | "
        + $"{rounds.Sum(round => round.Unavailable)} | {rounds.Sum(round => round.Broken)} "
        + $"| {Median(rounds):0.0}, {Longest(rounds):0.0} | {rounds.Max(round => round.WatchersBehind.TotalSeconds):0.0} | "
        + $"{rounds.Count(round => round.IsLate)} | {rounds.Sum(round => round.Violations)} |");

    private static string Line(IReadOnlyList<Round> rounds, FaultKind kind) => string.Create(
        CultureInfo.InvariantCulture,
        $"{kind} x {rounds.Count}: recovered in {Median(rounds):0.0} s (median), {Longest(rounds):0.0} s (longest); watchers at most "
        + $"{rounds.Max(round => round.WatchersBehind.TotalSeconds):0.0} s behind; "
        + $"{rounds.Sum(round => round.Acknowledged)} acknowledged, {rounds.Sum(round => round.RolledBack)} rolled back, "
        + $"{rounds.Sum(round => round.Unavailable)} answered 503, {rounds.Sum(round => round.Broken)} cut off");

    private static double Median(IReadOnlyList<Round> rounds) =>
        rounds.Select(round => round.Recovery.TotalSeconds).Order().ElementAt(rounds.Count / 2);

    private static double Longest(IReadOnlyList<Round> rounds) => rounds.Max(round => round.Recovery.TotalSeconds);

    private int Named(string kind) => Violations.Sentences.Count(sentence => sentence.StartsWith(kind, StringComparison.Ordinal));
}
