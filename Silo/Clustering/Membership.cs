using System.Net;
using Orleans.Configuration;

namespace Reviews.Silo;

/// <summary>How the processes of a cluster find each other.</summary>
internal static class Membership
{
    /// <summary>Makes the silo a member of its cluster.</summary>
    public static ISiloBuilder UseMembership(this ISiloBuilder silo, SiloSettings settings)
    {
        var free = LoopbackPorts.Free(2);
        var (siloPort, gatewayPort) = (settings.SiloPort ?? free[0], settings.GatewayPort ?? free[1]);
        if (settings.Name is { } name) silo.Configure<SiloOptions>(options => options.SiloName = name);
        if (!settings.IsCluster)
            return silo.UseLocalhostClustering(siloPort, gatewayPort, null, settings.Cluster.Id, settings.Cluster.Id);

        silo.Services.AddSiloTimes();
        silo.Configure<ClusterOptions>(settings.Cluster.Apply);
        Add(silo.Services, settings).Join(silo);
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

        return Add(client.Services, settings).Join(client);
    }

    private static IMembership Add(IServiceCollection services, SiloSettings settings)
    {
        IMembership membership = settings.Cluster.Membership == ClusterSettings.Azure ? new AzureMembership(settings) : new PostgresMembership(settings);
        services.AddSingleton(membership);
        return membership;
    }
}
