using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Members;
using Reviews.Application.Operations;
using Reviews.Contracts.Platform;

namespace Reviews.Web.Operations;

/// <summary>The state of the cluster, for operators.</summary>
[Authorize(AccountServices.OperatorPages)]
internal sealed class OpsModel(OperationsReader reader) : PageModel
{
    public OperationsView View { get; private set; } = null!;

    public IReadOnlyList<Chart> Charts => [
        Draw("Votes per second", figures => figures.VotesPerSecond, OpsFormat.Rate),
        Draw("Slowest 1% of commits", figures => figures.CommitP99, OpsFormat.Time),
        Draw("Writes waiting for the store", figures => figures.QueuedWrites, OpsFormat.Rate),
        Draw("Live connections", figures => figures.Connections, OpsFormat.Rate),
    ];

    /// <summary>The state of everything in one sentence.</summary>
    public string Summary
    {
        get
        {
            if (View.Nodes is not { } nodes) return "The cluster isn’t answering, so nothing is known about it.";
            var troubled = nodes.Count(node => !IsWell(node));
            return $"{nodes.Count} {(nodes.Count == 1 ? "process" : "processes")}, "
                + $"{(troubled == 0 ? "all well" : $"{troubled} not well")}{DamageWords}.";
        }
    }

    private string DamageWords => View.Unreadable.Count == 0
        ? ""
        : $"; {DisplayFormat.Count(View.Unreadable.Count, "item")} can’t be read from the store";

    public async Task OnGetAsync(CancellationToken ct) => View = await reader.ReadAsync(ct);

    /// <summary>The state of a process, in words.</summary>
    public static string StateOf(NodeView node) => node switch
    {
        { State: NodeView.Gone, SilentSeconds: { } seconds } => $"gone for {OpsFormat.Age(TimeSpan.FromSeconds(seconds))}",
        { State: NodeView.Reporting, SiloStatus: null or nameof(SiloStatus.Active) } => "up",
        { State: NodeView.Reporting } => $"up, silo {node.SiloStatus}",
        _ => $"silo {node.SiloStatus}, not reporting",
    };

    /// <summary>What distinguishes it from others, one line each.</summary>
    public static IEnumerable<string> MoreOf(NodeView node) =>
        new[] { node.Address, node.Name.Length > 0 ? node.Silo : "", node.Version }.Where(line => line.Length > 0);

    public static bool IsWell(NodeView node) => node is { State: NodeView.Reporting, SiloStatus: null or nameof(SiloStatus.Active) };

    private Chart Draw(string title, Func<NodeFigures, double> value, Func<double, string> text) =>
        new(title, [.. View.History.Select(figures => figures is null ? (double?)null : value(figures))], text);
}
