using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Contracts.Platform;
using Reviews.Hosting.Settings;

namespace Reviews.Silo.Health;

/// <summary>Whether a silo's process is alive, and whether store and cluster answer it. For supervisors; readers never come here.</summary>
internal static partial class SiloHealth
{
    /// <summary>How long the store may take to prove itself: 5 s.</summary>
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    private const int RetryAfterSeconds = 2;

    /// <summary>Each silo asks one of a few grains, so that restarts leave no trail of records.</summary>
    private static readonly long CheckKey = Random.Shared.NextInt64(64);

    /// <summary>Listens on loopback, on a free port, unless addresses are given.</summary>
    public static WebApplicationBuilder AddSiloHealth(this WebApplicationBuilder builder) =>
        builder.ListenByDefaultAt("http://127.0.0.1:0");

    public static void MapSiloHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live"));
        app.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ReadyAsync(
        IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SiloSettings> logger, HttpContext context)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return NotReady(context, "The silo is stopping.");
        try
        {
            await grains.GetGrain<IHealthGrain>(CheckKey).CheckAsync().WaitAsync(CheckTimeout, time, context.RequestAborted);
            return TypedResults.Text("ready");
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogNotReady(logger, exception);
            return NotReady(context, "The store or the cluster is not answering.");
        }
    }

    private static ProblemHttpResult NotReady(HttpContext context, string detail)
    {
        context.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not prove that it can write.")]
    private static partial void LogNotReady(ILogger logger, Exception exception);
}
