using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Reviews.Testing;

/// <summary>Receives OTLP like a collector, over HTTP and gRPC, and keeps what arrived.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const string Services = "/opentelemetry.proto.collector";

    /// <summary>The prefix of each gRPC message: whether it is compressed, and its length.</summary>
    private const int GrpcPrefix = 5;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Span> _spans = new();
    private readonly ConcurrentDictionary<string, string> _metrics = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _logs = new();

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Where it takes OTLP over HTTP, as protobuf.</summary>
    public string Address => Addresses.First();

    /// <summary>Where it takes OTLP over gRPC: HTTP/2 from the first byte, since there is no TLS here.</summary>
    public string GrpcAddress => Addresses.Last();

    private ICollection<string> Addresses => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <summary>Spans of all traces, in the order they came.</summary>
    public IReadOnlyCollection<Span> Spans => _spans;

    /// <summary>Units by the names of the metrics.</summary>
    public IReadOnlyDictionary<string, string> Metrics => _metrics;

    /// <summary>The logs' messages.</summary>
    public IReadOnlyCollection<string> Logs => _logs;

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/traces", context => TakeAsync(context, receiver.TakeTraces));
        receiver._app.MapPost("/v1/metrics", context => TakeAsync(context, receiver.TakeMetrics));
        receiver._app.MapPost("/v1/logs", context => TakeAsync(context, receiver.TakeLogs));
        receiver._app.MapPost($"{Services}.trace.v1.TraceService/Export", context => TakeGrpcAsync(context, receiver.TakeTraces));
        receiver._app.MapPost($"{Services}.metrics.v1.MetricsService/Export", context => TakeGrpcAsync(context, receiver.TakeMetrics));
        receiver._app.MapPost($"{Services}.logs.v1.LogsService/Export", context => TakeGrpcAsync(context, receiver.TakeLogs));
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The spans of a trace, a line each: their names from its beginning.</summary>
    public string RoadsOf(string traceId)
    {
        var trace = _spans.Where(span => span.TraceId == traceId).ToDictionary(span => span.Id, StringComparer.Ordinal);
        return string.Join('\n', trace.Values.Select(RoadTo));

        string RoadTo(Span span) => trace.TryGetValue(span.ParentId, out var parent) ? $"{RoadTo(parent)} > {span.Name}" : span.Name;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task TakeAsync(HttpContext context, Action<ProtobufMessage> take)
    {
        take(new ProtobufMessage(await BodyAsync(context)));
        context.Response.ContentType = "application/x-protobuf";
    }

    /// <summary>One unary gRPC call; the response message has no fields.</summary>
    private static async Task TakeGrpcAsync(HttpContext context, Action<ProtobufMessage> take)
    {
        take(new ProtobufMessage((await BodyAsync(context)).AsSpan(GrpcPrefix)));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[GrpcPrefix], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    // The field numbers are those of opentelemetry-proto: resource, scope, record.
    private void TakeTraces(ProtobufMessage request)
    {
        foreach (var span in request.Messages(1, 2, 2)) _spans.Enqueue(Span.Of(span));
    }

    private void TakeMetrics(ProtobufMessage request)
    {
        foreach (var metric in request.Messages(1, 2, 2)) _metrics[metric.Text(1)] = metric.Text(3);
    }

    private void TakeLogs(ProtobufMessage request)
    {
        foreach (var record in request.Messages(1, 2, 2)) _logs.Enqueue(record.Messages(5).Single().Text(1));
    }
}

/// <summary>One span, and the ids of those it is linked to.</summary>
internal sealed record Span(string TraceId, string Id, string ParentId, string Name, IReadOnlyList<string> Links)
{
    public static Span Of(ProtobufMessage span) =>
        new(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), [.. span.Messages(13).Select(link => link.Hex(2))]);
}
