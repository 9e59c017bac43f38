using System.Diagnostics;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Telemetry;

/// <summary>What a collector gets.</summary>
[Trait("Category", "Slow")]
public sealed class TelemetryTests
{
    private const string Film = """[{ "title": "Traced", "releaseDate": "2010-10-15" }]""";
    private const string FilmId = "traced-2010";
    private const string Request = "PUT /api/films/{filmId}/ratings/me/";
    private const string Vote = Request + " > IUserGrain/RateAsync > IUserGrain/RateAsync";
    private const string Write = " > journal commit > journal append > store write";

    [Fact]
    public async Task Vote_WithACollector_IsOneTraceFromHttpToTheStore()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var site = await StartAsync(receiver);
        await site.ImportAsync(Film);
        using var member = await site.NewMemberAsync();
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        member.DefaultRequestHeaders.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        await member.VoteAsync(FilmId, "3.5");

        // First the member's journal has the wish, then the film's has the vote; a call is two spans, one on either side. The shard hears
        // of it after the commit, and maybe after the answer. Each span comes when it has ended.
        var film = Vote + " > IFilmGrain/VoteAsync > IFilmGrain/VoteAsync";
        foreach (var road in new[] { Vote + Write, film + Write, film + " > ICatalogueShardGrain/OfferAsync" })
            await Eventually.GetAsync(() => receiver.RoadsOf(traceId), roads => roads.Contains(road, StringComparison.Ordinal));
    }

    /// <summary>Many votes share one transaction. It is a part of one's trace and linked to the others'.</summary>
    [Fact]
    public async Task Commit_OfManyVotes_IsLinkedToTheirWrites()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var site = await StartAsync(receiver);
        await site.ImportAsync(Film);
        var members = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => site.NewMemberAsync()));
        await Task.WhenAll(members.Select(member => member.VoteAsync(FilmId, "4")));

        await Eventually.GetAsync(() => LinkedWrites(receiver).Length, linked => linked > 0);
        foreach (var member in members) member.Dispose();
    }

    [Fact]
    public async Task Metrics_WithACollector_ComeUnderTheirNames()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var site = await StartAsync(receiver);
        await site.ImportAsync(Film);
        using var member = await site.NewMemberAsync();
        await member.VoteAsync(FilmId, "3.5");

        var expected = new Dictionary<string, string>
        {
            ["reviews.votes"] = "{vote}",
            ["reviews.vote.duration"] = "s",
            ["reviews.store.commit.duration"] = "s",
            ["reviews.store.commit.writes"] = "{write}",
            ["reviews.store.written"] = "By",
            ["reviews.store.queue.length"] = "{operation}",
            ["reviews.live.connections"] = "{connection}",
            ["reviews.feed.age"] = "s",
            ["reviews.mail.waiting"] = "{letter}",
            ["orleans-app-requests-latency"] = "ms",
            ["http.server.request.duration"] = "s",
            ["dotnet.gc.heap.total_allocated"] = "By",
        };
        var missing = await Eventually.GetAsync(
            () => string.Join(", ", expected.Where(metric => receiver.Metrics.GetValueOrDefault(metric.Key) != metric.Value)),
            seen => seen.Length == 0);
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Logs_WithACollector_ComeWithTheirText()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var site = await StartAsync(receiver, "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        await Eventually.GetAsync(
            () => string.Join('\n', receiver.Logs), seen => seen.Contains("Application started.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Reviews:Telemetry:Endpoint")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public void Endpoint_ThatIsNone_IsRefusedInOneSentence(string key)
    {
        var refusal = Assert.ThrowsAny<Exception>(() => Site.Create([$"--{key}=the collector"]));
        Assert.Equal($"{key} is 'the collector'; it must be an address, such as http://127.0.0.1:4317.", refusal.Message);
    }

    private static Task<Site> StartAsync(OtlpReceiver receiver, params string[] more) => Site.StartAsync([
        $"--Reviews:Telemetry:Endpoint={receiver.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
        "--OTEL_BSP_SCHEDULE_DELAY=100", "--OTEL_BLRP_SCHEDULE_DELAY=100", "--OTEL_METRIC_EXPORT_INTERVAL=200", .. more,
    ]);

    private static Span[] LinkedWrites(OtlpReceiver receiver)
    {
        var spans = receiver.Spans.ToArray();
        var linked = spans.Where(span => span.Name == "store commit").SelectMany(commit => commit.Links).ToHashSet(StringComparer.Ordinal);
        return [.. spans.Where(span => span.Name == "store write" && linked.Contains(span.Id))];
    }
}
