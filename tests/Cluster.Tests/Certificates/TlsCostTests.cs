using System.Diagnostics;
using Reviews.DevCluster.Certificates;
using Reviews.Hosting.Settings;

namespace Cluster.Tests.Certificates;

/// <summary>What mutual TLS costs a call, measured and told. Nothing is promised: it depends on the machine.</summary>
[Trait("Category", "Slow")]
public sealed class TlsCostTests(ITestOutputHelper output)
{
    private const int Warming = 5_000;
    private const int OneByOne = 5_000;
    private const int Callers = 256;
    private const int Together = 50_000;

    [Fact]
    public async Task Call_OverTls_CostsThis()
    {
        using var credentials = new Credentials();
        var plain = await MeasureAsync(new(), new());
        var tls = await MeasureAsync(credentials.Of(NodeKind.Silo), credentials.Of(NodeKind.Api));

        output.WriteLine(
            $"Figure: a client's call of a grain on the same machine, plain and over mutual TLS: alone {plain.Alone:0} and "
            + $"{tls.Alone:0} µs, "
            + $"{Callers} at once {plain.Rate:0} and {tls.Rate:0} calls/s; to connect and start {plain.Start:0} and {tls.Start:0} ms.");
        Assert.True(tls.Rate > 0);
    }

    private static async Task<(double Alone, double Rate, double Start)> MeasureAsync(ClusterSettings ofSilo, ClusterSettings ofClient)
    {
        await using var silo = await SmallHost.Silo(ofSilo).StartAsync(TestContext.Current.CancellationToken);
        var start = Stopwatch.GetTimestamp();
        await using var client = await SmallHost.Client(silo, ofClient).StartAsync(TestContext.Current.CancellationToken);
        var started = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await CallAsync(client, Warming, Callers);
        return (1_000_000 / await CallAsync(client, OneByOne, callers: 1), await CallAsync(client, Together, Callers), started);
    }

    /// <returns>Calls a second.</returns>
    private static async Task<double> CallAsync(SmallHost client, int calls, int callers)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            for (var call = caller; call < calls; call += callers) await client.EchoAsync(call % 100);
        }));
        return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
