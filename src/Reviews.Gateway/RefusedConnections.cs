using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Reviews.Gateway;

/// <summary>Leaves an API alone for a moment after it refused a connection: its process is gone.</summary>
internal sealed class RefusedConnections(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "RefusedConnections";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (ForwardFailure.Of(context) is { NeverSent: true })
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, GatewayLimits.RefusedPause);
    }
}
