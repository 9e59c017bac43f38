using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Hosting;
using Reviews.Api.Problems;
using Reviews.Application.Damage;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Platform;

namespace Reviews.Api.Health;

/// <summary>Whether the process lives, and whether it can answer everything.</summary>
internal static partial class HealthEndpoints
{
    /// <summary>How long the store may take to prove itself: 5 s.</summary>
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// For load balancers: a store that is down is down for all nodes, and they can still answer readers from memory.
    /// </summary>
    private const string ThisNode = "node";

    /// <summary>
    /// Each node asks one of a few grains, so that the checks of many nodes don't queue up and restarts leave no trail of records.
    /// </summary>
    private static readonly long CheckKey = Random.Shared.NextInt64(CheckKeys);

    private static readonly long SecondKey = (CheckKey + 1) % CheckKeys;

    private const int CheckKeys = 64;

    public static RouteGroupBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").WithMetadata(StampCheck.NotHere);
        group.MapGet("/live", Live).WithSummary("Whether the process answers.");
        group.MapGet("/ready", ReadyAsync)
            .WithSummary("Whether the store can write, the cluster answers and this node has the films in its index; with of=node, only "
                + "the last. If something in the store is damaged, it says 'degraded' and what.");
        return group;
    }

    private static Ok<HealthResponse> Live(HttpResponse response)
    {
        response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(new HealthResponse("live"));
    }

    private static async Task<Results<Ok<ReadinessResponse>, ProblemHttpResult>> ReadyAsync(
        string? of, IGrainFactory grains, FilmIndex index, KnownDamage damage, Drain drain, ILogger<HealthResponse> logger,
        TimeProvider time, HttpContext context)
    {
        context.Response.Headers.CacheControl = Caching.Never;
        if (drain.IsDraining) return ApiProblems.Busy(context, "This node is shutting down.");
        if (!index.IsReady) return ApiProblems.Busy(context, "This node has not loaded all films yet.");
        if (of == ThisNode) return TypedResults.Ok(ReadinessResponse.Of(damage));
        try
        {
            await ProveAsync(grains).WaitAsync(CheckTimeout, time, context.RequestAborted);
            return TypedResults.Ok(ReadinessResponse.Of(damage));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogNotReady(logger, exception);
            return ApiProblems.Busy(context, "The store or the cluster is not answering.");
        }
    }

    /// <summary>Makes the store write. If the record of an earlier check is damaged, another one is written.</summary>
    private static async Task ProveAsync(IGrainFactory grains)
    {
        try
        {
            await grains.GetGrain<IHealthGrain>(CheckKey).CheckAsync();
        }
        catch (Exception exception) when (DamagedContent.Of(exception) is not null)
        {
            await grains.GetGrain<IHealthGrain>(SecondKey).CheckAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not prove that it can write.")]
    private static partial void LogNotReady(ILogger logger, Exception exception);
}

/// <summary>The state of the process.</summary>
internal sealed record HealthResponse(string Status);

/// <summary>Whether the process can answer everything.</summary>
/// <param name="Status"><c>ready</c>, or <c>degraded</c>: it can answer everything except what is listed.</param>
/// <param name="Unreadable">Grains whose journals or records were requested and are damaged, such as <c>shard/E</c>.</param>
internal sealed record ReadinessResponse(string Status, IReadOnlyList<string> Unreadable)
{
    public static ReadinessResponse Of(KnownDamage damage)
    {
        string[] names = [.. damage.All.Select(subject => subject.Name)];
        return new ReadinessResponse(names.Length == 0 ? "ready" : "degraded", names);
    }
}
