using System.Net;
using Orleans.Configuration;
using Orleans.Messaging;
using Reviews.Hosting.Certificates;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Clustering;

/// <summary>How the processes of a cluster find each other.</summary>
internal static class Membership
{
    /// <summary>Makes the silo a member of its cluster.</summary>
    public static ISiloBuilder UseMembership(this ISiloBuilder silo, SiloSettings settings)
    {
        var free = LoopbackPorts.Free(2);
        var (siloPort, gatewayPort) = (settings.SiloPort ?? free[0], settings.GatewayPort ?? free[1]);
        if (settings.Name is { } name) silo.Configure<SiloOptions>(options => options.SiloName = name);
        silo.UseClusterTls(settings.Cluster);
        if (!settings.IsCluster)
            return silo.UseLocalhostClustering(siloPort, gatewayPort, null, settings.Cluster.Id, settings.Cluster.Id);

        silo.Services.AddSiloTimes();
        silo.Services.AddSingleton<MembershipWatch>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<MembershipWatch>());
        silo.Configure<ClusterOptions>(settings.Cluster.Apply);
        Add(silo.Services, settings).Join(silo);
        if (!settings.Cluster.IsSure) silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LoopbackSilos>();
        return IPAddress.TryParse(settings.Cluster.Address, out var address)
            ? silo.ConfigureEndpoints(address, siloPort, gatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address))
            : silo.ConfigureEndpoints(settings.Cluster.Address, siloPort, gatewayPort, listenOnAnyHostAddress: true);
    }

    /// <summary>Makes the process a client of its cluster's silos.</summary>
    public static IClientBuilder UseMembership(this IClientBuilder client, SiloSettings settings)
    {
        client.Configure<ClusterOptions>(settings.Cluster.Apply);
        client.Services.AddClientTimes();
        client.UseClusterTls(settings.Cluster);
        if (settings.Cluster.Gateway is { } gateway) return client.UseStaticClustering(IPEndPoint.Parse(gateway));

        Add(client.Services, settings).Join(client);
        if (!settings.Cluster.IsSure) KeepOnLoopback(client.Services);
        return client;
    }

    /// <summary>Wraps the provider that the clustering has just added in <see cref="LoopbackGateways"/>.</summary>
    private static void KeepOnLoopback(IServiceCollection services)
    {
        var all = services.Last(service => service.ServiceType == typeof(IGatewayListProvider));
        services.Remove(all);
        services.AddSingleton<IGatewayListProvider>(provider =>
            new LoopbackGateways((IGatewayListProvider)ActivatorUtilities.CreateInstance(provider, all.ImplementationType!)));
    }

    private static IMembership Add(IServiceCollection services, SiloSettings settings)
    {
        IMembership membership = settings.Cluster.Membership == ClusterSettings.Azure
            ? new AzureMembership(settings)
            : new PostgresMembership(settings);
        services.AddSingleton(membership);
        return membership;
    }
}
