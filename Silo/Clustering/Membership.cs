using System.Net;
using Orleans.Configuration;

namespace Reviews.Silo;

/// <summary>How the processes of a cluster find each other.</summary>
internal static class Membership
{
    /// <summary>The name under which Orleans knows Npgsql.</summary>
    private const string Invariant = "Npgsql";

    /// <summary>Makes the silo a member of its cluster.</summary>
    public static ISiloBuilder UseMembership(this ISiloBuilder silo, SiloSettings settings)
    {
        var free = LoopbackPorts.Free(2);
        var (siloPort, gatewayPort) = (settings.SiloPort ?? free[0], settings.GatewayPort ?? free[1]);
        if (settings.Name is { } name) silo.Configure<SiloOptions>(options => options.SiloName = name);
        if (!settings.IsCluster)
            return silo.UseLocalhostClustering(siloPort, gatewayPort, null, settings.Cluster.Id, settings.Cluster.Id);

        var connection = MembershipTables.ConnectionString(settings);
        silo.Services.AddSingleton(new MembershipTables(settings));
        silo.Services.AddSiloTimes();
        silo.Configure<ClusterOptions>(settings.Cluster.Apply);
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Invariant, connection));
        return IPAddress.TryParse(settings.Cluster.Address, out var address)
            ? silo.ConfigureEndpoints(address, siloPort, gatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address))
            : silo.ConfigureEndpoints(settings.Cluster.Address, siloPort, gatewayPort, listenOnAnyHostAddress: true);
    }

    /// <summary>Makes the process a client of its cluster's silos.</summary>
    public static IClientBuilder UseMembership(this IClientBuilder client, SiloSettings settings)
    {
        client.Configure<ClusterOptions>(settings.Cluster.Apply);
        client.Services.AddClientTimes();
        if (settings.Cluster.Gateway is { } gateway) return client.UseStaticClustering(IPEndPoint.Parse(gateway));

        var connection = MembershipTables.ConnectionString(settings);
        client.Services.AddSingleton(new MembershipTables(settings));
        return client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Invariant, connection));
    }
}
