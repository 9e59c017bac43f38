using Orleans.Messaging;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// A client without a certificate trusts whoever responds, so it talks to nobody outside this machine unless configured to trust the
/// network.
/// </summary>
/// <param name="inner">The list of the cluster's gateways.</param>
internal sealed class LoopbackGateways(IGatewayListProvider inner) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => inner.MaxStaleness;

    [Obsolete("Nobody asks for it any more.")]
    public bool IsUpdatable => inner.IsUpdatable;

    public Task InitializeGatewayListProvider() => inner.InitializeGatewayListProvider();

    /// <exception cref="ConfigurationRefusedException">One of them is outside this machine.</exception>
    public async Task<IList<Uri>> GetGateways()
    {
        var gateways = await inner.GetGateways();
        var beyond = gateways.FirstOrDefault(gateway => !gateway.IsLoopback);
        return beyond is null
            ? gateways
            : throw new ConfigurationRefusedException(
                [ClusterSettings.NotSure($"The cluster has a silo at {beyond.Host}, outside this machine")]);
    }
}
