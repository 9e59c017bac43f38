using System.Globalization;
using Reviews.DevCluster.Certificates;
using Reviews.Hosting.Clustering;

namespace Reviews.DevCluster.Processes;

/// <summary>The processes of a cluster, and their settings.</summary>
/// <param name="Silos">The processes that host the grains.</param>
/// <param name="Apis">The processes the gateway forwards to.</param>
internal sealed record ClusterPlan(IReadOnlyList<NodePlan> Silos, IReadOnlyList<NodePlan> Apis)
{
    /// <summary>A silo listens for other silos, for clients, and for health checks.</summary>
    private const int PortsOfSilo = 3;

    public static ClusterPlan Of(ClusterRequest request)
    {
        var ports = LoopbackPorts.Steady((request.Silos * PortsOfSilo) + request.Apis);
        var silos = Enumerable.Range(0, request.Silos).Select(
            index => Silo(request, index + 1, ports[(index * PortsOfSilo)..][..PortsOfSilo]));
        var apis = Enumerable.Range(0, request.Apis).Select(index => Api(request, index + 1, ports[(request.Silos * PortsOfSilo) + index]));
        return new ClusterPlan([.. silos], [.. apis]);
    }

    private static NodePlan Silo(ClusterRequest request, int number, int[] ports)
    {
        var settings = Common(request, NodeKind.Silo);
        settings["Reviews:Name"] = $"silo-{number}";
        settings["Reviews:SiloPort"] = Text(ports[0]);
        settings["Reviews:GatewayPort"] = Text(ports[1]);
        var address = Loopback(ports[2]);
        return new NodePlan($"silo-{number}", request.SiloProgram, ["--urls", address.ToString()], Given(settings, request), address);
    }

    private static NodePlan Api(ClusterRequest request, int number, int port)
    {
        var settings = Common(request, NodeKind.Api);
        settings["Reviews:Name"] = $"api-{number}";
        settings["Reviews:Proxies:0"] = "127.0.0.1";   // the gateway
        if (new Uri(request.Urls) is { IsLoopback: true, Port: > 0 }) settings["Reviews:Mail:Site"] = request.Urls;   // the gateway
        if (number > 1 || request.Empty) settings["Reviews:Sample"] = "false";   // the first imports the sample for all
        var address = Loopback(port);
        return new NodePlan($"api-{number}", request.ApiProgram, ["--urls", address.ToString()], Given(settings, request), address);
    }

    private static Dictionary<string, string> Common(ClusterRequest request, NodeKind kind)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Reviews:Store"] = request.Store,
            ["Reviews:Data"] = request.Data,
            ["Reviews:Cluster:Membership"] = request.Membership,
        };
        if (request.HasCertificates) return settings;
        settings["Reviews:Cluster:Certificate"] = request.Certificates.FileOf(kind);
        settings["Reviews:Cluster:Authority"] = request.Certificates.AuthorityFile;
        return settings;
    }

    /// <summary>What was given after <c>--</c> overrides the defaults.</summary>
    private static Dictionary<string, string> Given(Dictionary<string, string> settings, ClusterRequest request)
    {
        foreach (var (key, value) in request.Settings) settings[key] = value;
        return settings;
    }

    private static Uri Loopback(int port) => new($"http://127.0.0.1:{Text(port)}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
