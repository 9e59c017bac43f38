using Reviews.Contracts.Platform;

namespace Reviews.Application.Operations;

/// <summary>The state of the cluster, as far as it could be asked.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Nodes">The processes that report, and the silos that do not; null when nobody could be asked.</param>
/// <param name="Activations">Grains in memory by kind, most frequent first; null when the silos did not report.</param>
/// <param name="History">What all did together in the last 5 minutes, one point every 2 s, oldest first; null where nobody
/// reported.</param>
/// <param name="Unreadable">What was requested and is damaged in the store, oldest first.</param>
internal sealed record OperationsView(
    DateTimeOffset At, IReadOnlyList<NodeView>? Nodes, IReadOnlyList<ActivationCount>? Activations, IReadOnlyList<NodeFigures?> History,
    IReadOnlyList<UnreadableSubject> Unreadable)
{
    public static OperationsView Of(
        DateTimeOffset at, OperationsState? state, Dictionary<SiloAddress, SiloStatus>? hosts, SimpleGrainStatistic[]? activations,
        IReadOnlyList<UnreadableSubject> unreadable) =>
        new(at, state is null && hosts is null ? null : NodesOf(state, hosts ?? []), activations is null ? null : Count(activations),
            state is null ? [] : state.History,
            unreadable);

    private static NodeView[] NodesOf(OperationsState? state, Dictionary<SiloAddress, SiloStatus> hosts)
    {
        var silos = hosts.ToDictionary(host => host.Key.ToString(), host => host.Value, StringComparer.Ordinal);
        var reporting = state is null ? [] : state.Nodes.Select(node => NodeView.Of(node, StatusOf(node.Node.SiloAddress))).ToArray();
        var mute = silos.Where(silo => silo.Value is not SiloStatus.Dead && !reporting.Any(node => node.Silo == silo.Key));
        return [.. reporting, .. mute.Select(silo => NodeView.Mute(silo.Key, silo.Value))];

        SiloStatus? StatusOf(string silo) => silos.TryGetValue(silo, out var status) ? status : null;
    }

    private static ActivationCount[] Count(SimpleGrainStatistic[] activations) =>
    [
        .. activations.GroupBy(one => one.GrainType, StringComparer.Ordinal)
            .Select(
                kind =>
                    new ActivationCount(NameOf(kind.Key), kind.Sum(one => one.ActivationCount), kind.Count(one => one.ActivationCount > 0)))
            .OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Kind, StringComparer.Ordinal),
    ];

    /// <summary>
    /// The class name only: <c>Reviews.Grains.Films.FilmGrain,Reviews.Grains</c> is a <c>FilmGrain</c>.
    /// </summary>
    private static string NameOf(string grainType)
    {
        var type = grainType.Split(',')[0];
        return type[(type.LastIndexOf('.') + 1)..];
    }
}

/// <summary>Grains of one kind that are in memory.</summary>
/// <param name="Kind">The class of grain.</param>
/// <param name="Count">Activations in the cluster.</param>
/// <param name="Silos">Silos that have some.</param>
internal sealed record ActivationCount(string Kind, int Count, int Silos);

/// <summary>One process.</summary>
/// <param name="Name">The name it was given, else machine and process id; empty when it does not report.</param>
/// <param name="Address">Where it serves HTTP; empty when it does not.</param>
/// <param name="Silo">Its silo; empty when it has none.</param>
/// <param name="SiloStatus">What the cluster says about that silo, such as <c>Active</c>; null when it has none, or the cluster doesn't
/// know it.</param>
/// <param name="Version">The program's version; empty when it does not report.</param>
/// <param name="Since">When it started; null when it does not report.</param>
/// <param name="State"><c>reporting</c>, <c>gone</c>, or <c>mute</c>: a silo of the cluster that never reported.</param>
/// <param name="SilentSeconds">How long ago it reported; null when it never did.</param>
/// <param name="Figures">What it did lately; null when it never reported.</param>
internal sealed record NodeView(
    string Name, string Address, string Silo, string? SiloStatus, string Version, DateTimeOffset? Since, string State,
    double? SilentSeconds, NodeFigures? Figures)
{
    public const string Reporting = "reporting";
    public const string Gone = "gone";

    private const string Silent = "mute";

    public static NodeView Of(NodeState node, SiloStatus? status) => new(
        node.Node.Name, node.Node.Address, node.Node.SiloAddress, status?.ToString(), node.Node.Version, node.Node.Since,
        node.IsGone ? Gone : Reporting, Math.Round(node.Silence.TotalSeconds, 1), node.Figures);

    public static NodeView Mute(string silo, SiloStatus status) => new("", "", silo, status.ToString(), "", null, Silent, null, null);
}
