using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Reviews.Telemetry.Nodes;

namespace Reviews.Telemetry;

/// <summary>
/// Sends metrics, traces and logs over OTLP if an endpoint is configured. Everything else about it is set by the standard <c>OTEL_</c>
/// variables: protocol, headers, sampler, intervals, the service's name.
/// </summary>
public static class ReviewsTelemetry
{
    /// <summary>
    /// The base address of an OTLP receiver, such as <c>http://127.0.0.1:4317</c>. The standard variable takes precedence.
    /// </summary>
    public const string EndpointKey = "Reviews:Telemetry:Endpoint";

    private const string StandardKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Our own, calls between our grains, their journals, and the stores' drivers. Absent sources cost nothing. Orleans' runtime is left
    /// out: its timers and silo-to-silo traffic make hundreds of traces a minute that no request started.
    /// </summary>
    private static readonly string[] Sources =
    [
        "Reviews.*", "Microsoft.Orleans.Application", "Microsoft.Orleans.Storage", "Npgsql", "Azure.*",
    ];

    private static readonly string[] Meters =
    [
        "Reviews.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.RateLimiting", "Npgsql",
    ];

    /// <summary>
    /// Adds the export if an endpoint is configured; nothing otherwise. Call it before Orleans is added: that is when Orleans reads whether
    /// calls propagate their trace.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="service">The kind of process, such as <c>reviews-api</c>.</param>
    /// <exception cref="OptionsValidationException">The endpoint is not a valid address.</exception>
    public static IHostApplicationBuilder AddReviewsTelemetry(this IHostApplicationBuilder builder, string service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (EndpointOf(builder.Configuration) is not { } endpoint) return builder;

        builder.Configuration.AddInMemoryCollection([new(StandardKey, endpoint), new("Orleans:EnableDistributedTracing", "true")]);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(service, "orleans-reviews", NodeProcess.Version, false, NodeProcess.NameIn(builder.Configuration))
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddRuntimeInstrumentation())
            .WithTracing(traces => traces.AddSource(Sources).AddAspNetCoreInstrumentation())
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
        return builder;
    }

    private static string? EndpointOf(IConfiguration configuration)
    {
        var (key, endpoint) = configuration[StandardKey] is { Length: > 0 } standard
            ? (StandardKey, standard)
            : (EndpointKey, configuration[EndpointKey]);
        if (string.IsNullOrEmpty(endpoint)) return null;
        if (Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return endpoint;
        throw new OptionsValidationException(
            "Reviews:Telemetry", typeof(ReviewsTelemetry),
                [$"{key} is '{endpoint}'; it must be an address, such as http://127.0.0.1:4317."]);
    }
}
