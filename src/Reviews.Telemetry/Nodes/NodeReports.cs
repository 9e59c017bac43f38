using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Reviews.Telemetry.Nodes;

/// <summary>Registers what a process reports to operators about itself.</summary>
public static class NodeReports
{
    /// <summary>Adds the reports. Call it after the cluster's own registration, so that reporting stops first.</summary>
    public static IServiceCollection AddNodeReports(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<NodeMeasures>();
        services.AddHostedService<NodeReporter>();
        return services;
    }
}
