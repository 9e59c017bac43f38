using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reviews.Contracts.Platform;

namespace Reviews.Telemetry.Nodes;

/// <summary>
/// Reports this process's state to the operators' grain every few seconds. If the grain does not respond it keeps trying, and nothing waits
/// for it.
/// </summary>
internal sealed partial class NodeReporter(
    NodeMeasures measures, IGrainFactory grains, IServiceProvider services, IConfiguration configuration, TimeProvider time,
    ILogger<NodeReporter> logger) : BackgroundService
{
    /// <summary>An unanswered report is abandoned after this: 2 s. The next one carries the current state anyway.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Guid _nodeId = Guid.NewGuid();
    private readonly string _name = NodeProcess.NameIn(configuration);
    private readonly DateTimeOffset _since = time.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Operations.ReportEvery, time);
        var (failures, last) = (0, time.GetTimestamp());
        while (await ticks.WaitForNextTickAsync(stoppingToken))
        {
            var now = time.GetTimestamp();
            var figures = measures.Sum(time.GetElapsedTime(last, now));
            last = now;
            failures = await TryReportAsync(figures, failures == 0, stoppingToken) ? 0 : failures + 1;
        }
    }

    /// <returns>False if the report may not have arrived.</returns>
    private async Task<bool> TryReportAsync(NodeFigures figures, bool wasHeard, CancellationToken stopping)
    {
        try
        {
            var report = new NodeReport(_nodeId, Identity(),
                figures) { Unreadable = [.. services.GetService<IUnreadable>()?.Current ?? []] };
            await grains.GetGrain<IOperationsGrain>(IOperationsGrain.Key).ReportAsync(report).WaitAsync(Patience, time, stopping);
            return true;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (wasHeard) LogUnheard(exception);
            return false;
        }
    }

    /// <summary>Rebuilt each time: the addresses are known only once the server is listening.</summary>
    private NodeIdentity Identity()
    {
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var silo = services.GetService<ILocalSiloDetails>()?.SiloAddress.ToString() ?? "";
        return new NodeIdentity(_name, string.Join(' ', addresses), silo, NodeProcess.Version, _since);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The operators' grain is not answering; this process keeps reporting.")]
    private partial void LogUnheard(Exception exception);
}
