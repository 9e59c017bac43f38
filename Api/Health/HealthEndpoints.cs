using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Catalogue;
using Reviews.Api.Films;
using Reviews.Api.Hosting;
using Reviews.Api.Problems;
using Reviews.Contracts.Platform;

namespace Reviews.Api.Health;

/// <summary>Whether the process lives, and whether it can answer everything.</summary>
internal static partial class HealthEndpoints
{
    /// <summary>How long the store may take to prove itself: 5 s.</summary>
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <summary>What balancers ask for: a store that is away is away for all nodes, and from their memory they still answer readers.</summary>
    private const string ThisNode = "node";

    /// <summary>Each node asks one of a few grains, so that the checks of many nodes are no queue and restarts leave no trail of records.</summary>
    private static readonly long CheckKey = Random.Shared.NextInt64(64);

    public static RouteGroupBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").WithMetadata(StampCheck.NotHere);
        group.MapGet("/live", Live).WithSummary("The process answers.");
        group.MapGet("/ready", ReadyAsync)
            .WithSummary("The store writes, the cluster answers, and all films are in this node's index; with of=node, only the last.");
        return group;
    }

    private static Ok<HealthDocument> Live(HttpResponse response)
    {
        response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(new HealthDocument("live"));
    }

    private static async Task<Results<Ok<HealthDocument>, ProblemHttpResult>> ReadyAsync(
        string? of, IGrainFactory grains, FilmIndex index, Drain drain, ILogger<HealthDocument> logger, TimeProvider time, HttpContext context)
    {
        context.Response.Headers.CacheControl = Caching.Never;
        if (drain.IsDraining) return Refusals.Busy(context, "This node is going to stop.");
        if (!index.IsReady) return Refusals.Busy(context, "The films are not all here yet.");
        if (of == ThisNode) return TypedResults.Ok(new HealthDocument("ready"));
        try
        {
            await grains.GetGrain<IHealthGrain>(CheckKey).CheckAsync().WaitAsync(CheckTimeout, time, context.RequestAborted);
            return TypedResults.Ok(new HealthDocument("ready"));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogNotReady(logger, exception);
            return Refusals.Busy(context, "The store or the cluster does not answer.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not prove that it can write.")]
    private static partial void LogNotReady(ILogger logger, Exception exception);
}

/// <summary>How the process is.</summary>
internal sealed record HealthDocument(string Status);
