using Orleans.Dashboard;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting;

/// <summary>This silo's part of Orleans' dashboard, which an API serves to operators. Every silo of the cluster must have it.</summary>
internal static class SiloDashboard
{
    public static ISiloBuilder AddReviewsDashboard(this ISiloBuilder silo, DashboardSettings settings)
    {
        silo.AddDashboard(dashboard => dashboard.HideTrace = true);   // the log shows more than operators need to see
        if (settings.Profile) return silo;

        var filters = silo.Services.Where(IsProfiler).ToArray();
        foreach (var filter in filters) silo.Services.Remove(filter);
        return silo;
    }

    private static bool IsProfiler(ServiceDescriptor service) => service is { IsKeyedService: false, ImplementationType: { } type }
        && service.ServiceType == typeof(IIncomingGrainCallFilter) && type.Assembly == typeof(DashboardOptions).Assembly;
}
