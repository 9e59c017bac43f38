using System.Diagnostics;

namespace Process.Tests;

/// <summary>What a collector gets from a cluster: one trace through both processes, over gRPC as it is when nothing else is said.</summary>
[Trait("Category", "Slow")]
public sealed class TraceTests
{
    private const string Request = "PUT /api/films/{filmId}/ratings/me/";
    private const string Vote = Request + " > IUserGrain/RateAsync > IUserGrain/RateAsync";
    private const string Write = " > journal commit > journal append > store write";

    [Fact]
    public async Task Vote_ThroughAnApiAndASilo_IsOneTraceFromHttpToTheStore()
    {
        using var folder = new DataFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        string[] told = ["--Reviews:Telemetry:Endpoint=" + receiver.GrpcAddress, "--OTEL_BSP_SCHEDULE_DELAY=100"];
        var ports = FreePorts.Take(2);
        await using var silo = ServerProcess.LaunchSilo(
            folder.Path, [.. told, $"--Reviews:SiloPort={ports[0]}", $"--Reviews:GatewayPort={ports[1]}"]);
        await using var api = await ServerProcess.StartApiAsync(
            folder.Path, [.. Client.OperatorArguments, .. told, "--Reviews:Sample=false",
                $"--Reviews:Cluster:Gateway=127.0.0.1:{ports[1]}"]);
        using var op = await Client.OperatorAsync(api.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        using var member = await Client.JoinAsync(api.Address, "kathy@example.org");
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        member.Http.DefaultRequestHeaders.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");

        (await member.VoteAsync(film, 3.5)).EnsureSuccessStatusCode().Dispose();

        // A call is two spans, one in each process: the silo's has the API's as its parent.
        foreach (var road in new[] { Vote + Write, Vote + " > IFilmGrain/VoteAsync > IFilmGrain/VoteAsync" + Write })
            await Eventually.GetAsync(() => receiver.RoadsOf(traceId), roads => roads.Contains(road, StringComparison.Ordinal));
    }
}
