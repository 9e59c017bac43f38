using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Reviews.DevCluster.Certificates;
using Reviews.Hosting.Certificates;
using Reviews.Hosting.Settings;

namespace Cluster.Tests.Certificates;

/// <summary>Real silos and clients: whoever has a certificate of the cluster is let in, and nobody else.</summary>
[Trait("Category", "Slow")]
public sealed class ClusterTlsTests : IDisposable
{
    private readonly Credentials _credentials = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _credentials.Dispose();

    [Fact]
    public async Task Client_WithACertificateOfTheCluster_CallsAGrain()
    {
        await using var silo = await SmallHost.Silo(_credentials.Of(NodeKind.Silo)).StartAsync(Cancelled);
        await using var client = await SmallHost.Client(silo, _credentials.Of(NodeKind.Api)).StartAsync(Cancelled);

        Assert.Equal(7, await client.EchoAsync(7));
    }

    [Fact]
    public async Task Client_WithoutAGoodCertificate_CallsNoGrain()
    {
        using var other = Credentials.OfAnother(NodeKind.Api);
        using var old = _credentials.Make(NodeKind.Api, TimeSpan.FromDays(-2), TimeSpan.FromMinutes(-1));
        using var early = _credentials.Make(NodeKind.Api, TimeSpan.FromDays(1), TimeSpan.FromDays(2));
        using var unfit = _credentials.Make(new("mail", "1.3.6.1.5.5.7.3.4"), TimeSpan.FromDays(-1), TimeSpan.FromDays(1));
        await using var silo = await SmallHost.Silo(_credentials.Of(NodeKind.Silo)).StartAsync(Cancelled);

        await CallsNothingAsync(silo, _ => { });
        await CallsNothingAsync(silo, With(null));
        await CallsNothingAsync(silo, With(other));
        await CallsNothingAsync(silo, With(old));
        await CallsNothingAsync(silo, With(early));
        await CallsNothingAsync(silo, With(unfit));

        Assert.Contains("is not signed by an authority of the cluster", silo.Said, StringComparison.Ordinal);
        Assert.Contains("expired on ", silo.Said, StringComparison.Ordinal);
        Assert.Contains("is not valid before ", silo.Said, StringComparison.Ordinal);
        Assert.Contains("is not for client authentication", silo.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_OfASiloThatIsNoneOfTheCluster_DoesNotTalkToIt()
    {
        using var others = new Credentials();
        await using var impostor = await SmallHost.Silo(others.Of(NodeKind.Silo)).StartAsync(Cancelled);
        await using var client = SmallHost.Client(impostor, _credentials.Of(NodeKind.Api));

        await DoesNotStartAsync(
            client, () => client.Said.Contains("is not signed by an authority of the cluster", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ports_ToWhoeverHasNoCertificateForThem_AnswerNothing()
    {
        using var other = Credentials.OfAnother(NodeKind.Silo);
        using var api = _credentials.Make(NodeKind.Api, TimeSpan.FromDays(-1), TimeSpan.FromDays(1));
        await using var silo = await SmallHost.Silo(_credentials.Of(NodeKind.Silo)).StartAsync(Cancelled);

        foreach (var port in new[] { silo.SiloPort, silo.GatewayPort })
        {
            Assert.False(await Intruder.IsAnsweredAsync(port));
            Assert.False(await Intruder.IsAnsweredAsync(port, certificate: null));
            Assert.False(await Intruder.IsAnsweredAsync(port, other));
        }

        Assert.DoesNotContain("is not for", silo.Said, StringComparison.Ordinal);
        Assert.False(await Intruder.IsAnsweredAsync(silo.SiloPort, api));   // good for the gateway, but no silo's
        Assert.Contains("is not for server and client authentication", silo.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silos_WithCertificatesOfTheCluster_AreOne()
    {
        await using var first = await SmallHost.Silo(_credentials.Of(NodeKind.Silo)).StartAsync(Cancelled);
        await using var second = await SmallHost.Silo(_credentials.Of(NodeKind.Silo), first).StartAsync(Cancelled);
        await using var client = await SmallHost.Client(second, _credentials.Of(NodeKind.Api)).StartAsync(Cancelled);

        Assert.Equal(Enumerable.Range(0, 50), await Task.WhenAll(Enumerable.Range(0, 50).Select(client.EchoAsync)));
        Assert.Equal(2, (await client.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, Cancelled)).Count);
    }

    [Fact]
    public async Task Silo_OfAnotherAuthority_DoesNotJoin()
    {
        using var others = new Credentials();
        await using var first = await SmallHost.Silo(_credentials.Of(NodeKind.Silo)).StartAsync(Cancelled);
        await using var stranger = SmallHost.Silo(others.Of(NodeKind.Silo), first);

        await DoesNotStartAsync(
            stranger, () => stranger.Said.Contains("is not signed by an authority of the cluster", StringComparison.Ordinal));
        Assert.Single(await first.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: false, Cancelled));
    }

    [Fact]
    public async Task Certificate_ThatRunsOut_EndsNoConnectionAndLetsInNobodyNewUntilItIsRenewed()
    {
        var clock = new ShiftedClock();
        var (ofSilo, ofApi) = (_credentials.Of(NodeKind.Silo), _credentials.Of(NodeKind.Api));
        await using var silo = await SmallHost.Silo(ofSilo, clock: clock).StartAsync(Cancelled);
        await using var before = await SmallHost.Client(silo, ofApi, clock).StartAsync(Cancelled);
        var watch = ActivatorUtilities.CreateInstance<CertificateWatch>(silo.Services, clock);
        await using var late = SmallHost.Client(silo, ofApi, clock);
        await using var after = SmallHost.Client(silo, ofApi, clock);

        clock.Advance(TimeSpan.FromDays(25));
        watch.Look();
        clock.Advance(TimeSpan.FromDays(6));
        watch.Look();

        Assert.Contains("without a restart", silo.Said, StringComparison.Ordinal);
        Assert.Contains("no new one is made until it has been replaced", silo.Said, StringComparison.Ordinal);
        Assert.Equal(1, await before.EchoAsync(1));
        await DoesNotStartAsync(late, () => late.Said.Contains("expired on", StringComparison.Ordinal));

        Renew(ofSilo, NodeKind.Silo);
        Renew(ofApi, NodeKind.Api);
        await after.StartAsync(Cancelled);

        Assert.Equal(2, await after.EchoAsync(2));
        Assert.Contains("New connections of the cluster use the certificate", silo.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_RenewedWrongly_LeavesTheOneFromBeforeInUse()
    {
        var (ofSilo, ofApi) = (_credentials.Of(NodeKind.Silo), _credentials.Of(NodeKind.Api));
        await using var silo = await SmallHost.Silo(ofSilo).StartAsync(Cancelled);

        await File.WriteAllTextAsync(ofSilo.Certificate!, "-----BEGIN CERTIFICATE-----\nhalf of it", Cancelled);
        await using var client = await SmallHost.Client(silo, ofApi).StartAsync(Cancelled);

        Assert.Equal(3, await client.EchoAsync(3));
        Assert.Contains("the previous certificate stays in use", silo.Said, StringComparison.Ordinal);
    }

    private void Renew(ClusterSettings settings, NodeKind kind)
    {
        using var next = _credentials.Make(kind, TimeSpan.FromDays(-1), TimeSpan.FromDays(60));
        File.WriteAllText(settings.Certificate!, Credentials.Pem(next));
    }

    private static async Task CallsNothingAsync(SmallHost silo, Action<IClientBuilder> configure)
    {
        await using var client = SmallHost.Client(silo, configure);
        var refused = Refusals(silo);
        await DoesNotStartAsync(client, () => Refusals(silo) > refused);
    }

    private static int Refusals(SmallHost silo) => silo.Said.Split("Authentication failed").Length;

    /// <summary>Orleans tries for ever: it is watched until somebody was refused, and then no longer waited for.</summary>
    private static async Task DoesNotStartAsync(SmallHost host, Func<bool> isRefused)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var starting = host.StartAsync(enough.Token);
        await Eventually.GetAsync(() => isRefused() || starting.IsCompleted, ended => ended);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => starting.WaitAsync(enough.Token));
        Assert.True(isRefused(), host.Said);
    }

    /// <summary>As Orleans' own client does it, and without a look at who answers.</summary>
    private static Action<IClientBuilder> With(X509Certificate2? certificate) => client => client.UseTls(tls =>
    {
        tls.LocalCertificate = certificate;
        tls.OnAuthenticateAsClient = (_, options) => options.ClientCertificates = certificate is null ? null : [certificate];
        tls.AllowAnyRemoteCertificate();
    });
}
