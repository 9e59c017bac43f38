using System.Net;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Reviews.Gateway;

/// <summary>Which requests go where: all of them to the APIs, each of which can answer any.</summary>
internal static class GatewayRoutes
{
    private const string Apis = "apis";

    /// <summary>Live hub connections and imports may take any amount of time; every other call has a limit.</summary>
    /// <param name="callTimeout">How long such a call may take.</param>
    public static IReadOnlyList<RouteConfig> Routes(TimeSpan callTimeout) =>
    [
        new() { RouteId = "live", ClusterId = Apis, Match = new() { Path = "/hubs/{**rest}" }, TimeoutPolicy = "Disable" },
        new() { RouteId = "import", ClusterId = Apis, Match = new() { Path = "/api/admin/films", Methods = [HttpMethods.Post] },
            TimeoutPolicy = "Disable" },
        new() { RouteId = "calls", ClusterId = Apis, Match = new() { Path = "/{**rest}" }, Timeout = callTimeout },
    ];

    /// <summary>
    /// The APIs as one cluster of destinations. The check only asks whether the node itself is ready: in a store outage, all of them still
    /// answer reads. If none is ready, all are tried.
    /// </summary>
    public static IReadOnlyList<ClusterConfig> Clusters(IEnumerable<Uri> apis) =>
    [
        new()
        {
            ClusterId = Apis,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            Destinations = apis.Select((api, index) => (Name: $"api-{index + 1}", Address: api.ToString()))
                .ToDictionary(api => api.Name, api => new DestinationConfig { Address = api.Address }),
            HttpRequest = new ForwarderRequestConfig
            {
                ActivityTimeout = GatewayLimits.SilenceTimeout, Version = HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            },
            HealthCheck = new HealthCheckConfig
            {
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
                Active = new()
                {
                    Enabled = true, Path = "/health/ready", Query = "?of=node", Interval = GatewayLimits.ProbeInterval,
                    Timeout = GatewayLimits.ProbeTimeout,
                    Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                },
                Passive = new() { Enabled = true, Policy = RefusedConnections.PolicyName, ReactivationPeriod = GatewayLimits.RefusedPause },
            },
            // One 'not ready' is enough: a draining API reports it once and then closes.
            Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
        },
    ];
}
