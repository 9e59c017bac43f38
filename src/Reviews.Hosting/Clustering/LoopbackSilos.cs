using System.Net;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// A silo without a certificate trusts whoever talks to it, so it joins nobody outside this machine unless configured to trust the network.
/// </summary>
internal sealed class LoopbackSilos(IMembershipTable membership, TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>A silo that has not reported for this long that it is alive no longer counts: 1 min.</summary>
    private static readonly TimeSpan StillAbout = TimeSpan.FromMinutes(1);

    /// <summary>At this stage the membership can be read, and the silo is not in it yet.</summary>
    private const int BeforeJoining = ServiceLifecycleStage.RuntimeGrainServices + 1;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(LoopbackSilos), BeforeJoining, RefuseOthersAsync);

    private async Task RefuseOthersAsync(CancellationToken cancellationToken)
    {
        var all = await membership.ReadAllAsync(cancellationToken);
        var beyond = all.Members.Select(member => member.Item1).FirstOrDefault(IsBeyond);
        if (beyond is not null)
            throw new ConfigurationRefusedException(
                [ClusterSettings.NotSure($"The cluster has a silo at {beyond.SiloAddress.Endpoint}, outside this machine")]);
    }

    private bool IsBeyond(MembershipEntry silo) =>
        silo.Status != SiloStatus.Dead && !IPAddress.IsLoopback(silo.SiloAddress.Endpoint.Address)
        && silo.IAmAliveTime > time.GetUtcNow().UtcDateTime - StillAbout;
}
