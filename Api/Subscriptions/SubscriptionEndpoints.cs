using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Api.Subscriptions.Webhooks;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Subscriptions;
using Reviews.Contracts.Members;

namespace Reviews.Api.Subscriptions;

/// <summary>Operators and the shop say who subscribes, and until when.</summary>
internal static class SubscriptionEndpoints
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services)
    {
        return services.AddSingleton<SubscriptionWebhook>();
    }

    public static IEndpointRouteBuilder MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/admin/subscriptions", PostAsync).WithTags("Operators").RequireAuthorization(AccountServices.OperatorsOnly)
            .WithSummary("Grants a member a subscription until a time; null ends it.").Reads(typeof(SubscriptionRequest));
        routes.MapPost("/api/webhooks/subscriptions", TakeAsync).WithTags("Webhooks").WithMetadata(StampCheck.NotHere)
            .WithSummary(
                "Accepts a message about a member's subscription, signed as in Standard Webhooks. The same message counts once.")
            .Reads(typeof(SubscriptionEvent));
        return routes;
    }

    private static async Task<Results<Ok<GrantedSubscriptionResponse>, ProblemHttpResult, ValidationProblem>> PostAsync(
        HttpContext context, IGrainFactory grains, TimeProvider time)
    {
        var (body, refusal) = await JsonBody.ReadAsync<SubscriptionRequest>(context.Request);
        if (body is null) return refusal!;
        if (!MemberIds.TryParse(body.UserId, out var userId)) return ApiProblems.NoSuchMember();
        if (!SubscriptionRules.IsSensible(body.Until, time)) return ApiProblems.Invalid("until", SubscriptionRules.UntilRule);

        var now = time.GetUtcNow();
        var change = new MemberSubscription(body.Until, now, $"operator {MemberIds.Format(Caller.Required(context).UserId)}");
        var outcome = await grains.GetGrain<IUserGrain>(userId).SubscribeAsync(change);
        context.Response.Headers.CacheControl = Caching.Never;
        return outcome switch
        {
            SubscribeOutcome.Done =>
                TypedResults.Ok(new GrantedSubscriptionResponse(body.UserId, SubscriptionResponse.Of(body.Until, now))),
            SubscribeOutcome.Overtaken =>
                TypedResults.Problem("Someone else changed this at the same time.", statusCode: StatusCodes.Status409Conflict),
            _ => ApiProblems.NoSuchMember(),
        };
    }

    private static Task<Results<Ok<WebhookReceipt>, ProblemHttpResult>> TakeAsync(HttpContext context, SubscriptionWebhook webhook) =>
        webhook.TakeAsync(context);
}

/// <summary>A subscription to grant.</summary>
internal sealed record SubscriptionRequest
{
    public required string UserId { get; init; }

    /// <summary>Active until this time; null ends it.</summary>
    public required DateTimeOffset? Until { get; init; }
}

/// <summary>A member's subscription as it is now.</summary>
internal sealed record GrantedSubscriptionResponse(string UserId, SubscriptionResponse Subscription);
