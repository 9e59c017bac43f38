using Orleans.Dashboard;

namespace Reviews.Silo;

/// <summary>This silo's part in Orleans' dashboard, which an API serves to operators. Every silo of the cluster must have it.</summary>
internal static class SiloDashboard
{
    /// <summary>Whether the dashboard also shows the calls of each grain method. Default: false; the filter that counts them costs every
    /// grain call 1,100 bytes (a vote on one film allocates 3,600 without it), also while nobody looks.</summary>
    private const string ProfileKey = "Reviews:Dashboard:Profile";

    public static ISiloBuilder AddReviewsDashboard(this ISiloBuilder silo)
    {
        silo.AddDashboard(dashboard => dashboard.HideTrace = true);   // the log says more than operators need to see
        if (silo.Configuration.GetValue(ProfileKey, false)) return silo;

        var filters = silo.Services.Where(IsProfiler).ToArray();
        foreach (var filter in filters) silo.Services.Remove(filter);
        return silo;
    }

    private static bool IsProfiler(ServiceDescriptor service) => service is { IsKeyedService: false, ImplementationType: { } type }
        && service.ServiceType == typeof(IIncomingGrainCallFilter) && type.Assembly == typeof(DashboardOptions).Assembly;
}
