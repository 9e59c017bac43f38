using Orleans.Configuration;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// Orleans' timeouts, chosen so that a cluster has recovered within 20 s of a silo's death. Orleans' defaults are for clusters of hundreds:
/// recovery would take most of a minute. docs/operations.md explains the consequences.
/// </summary>
internal static class ClusterTimes
{
    /// <summary>Silos probe each other this often, and initially wait this long for a response: 1 s.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait for a probe when responses are slow: 2 s.</summary>
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(2);

    /// <summary>Probes missed in a row before a silo is suspected: 3, so 3 to 6 s after its death.</summary>
    private const int MissedProbes = 3;

    /// <summary>Silos and clients read the membership this often, in case gossip has not reached them: 5 s and 2 s.</summary>
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A silo compares the table with what it knows this often: 5 s. It reads only a few rows; see <c>MembershipWatch</c> in this folder.
    /// </summary>
    public static readonly TimeSpan MembershipWatch = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A silo reports that it is alive this often; a joining silo does not wait for one that has not done so for three times as long: 5 s.
    /// </summary>
    private static readonly TimeSpan IAmAlive = TimeSpan.FromSeconds(5);

    /// <summary>How long a silo tries to join before it gives up and stops: 1 min.</summary>
    private static readonly TimeSpan Join = TimeSpan.FromMinutes(1);

    /// <summary>How long a caller waits for a grain's response: 12 s, a little more than the 10 s a vote may take.</summary>
    private static readonly TimeSpan Response = TimeSpan.FromSeconds(12);

    /// <summary>How long opening a connection to another process may take: 2 s; a dead host must not hold its callers any longer.</summary>
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddSiloTimes(this IServiceCollection services) => services
        .Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = Probe;
            membership.MaxProbeTimeout = LongestProbe;
            membership.NumMissedProbesLimit = MissedProbes;
            membership.TableRefreshTimeout = TableRefresh;
            membership.IAmAliveTablePublishTimeout = IAmAlive;
            membership.MaxJoinAttemptTime = Join;
        })
        .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = Response)
        .Configure<ConnectionOptions>(connection => connection.OpenConnectionTimeout = Connect);

    public static IServiceCollection AddClientTimes(this IServiceCollection services) => services
        .Configure<GatewayOptions>(gateway => gateway.GatewayListRefreshPeriod = GatewayRefresh)
        .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = Response)
        .Configure<ConnectionOptions>(connection => connection.OpenConnectionTimeout = Connect);
}
