using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Application.Outcomes;
using Reviews.Application.Subscriptions;
using Reviews.Contracts.Members;
using Reviews.Contracts.Webhooks;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Reviews.Api.Subscriptions.Webhooks;

/// <summary>Accepts what the shop says about subscriptions: signed, not old, and each message once.</summary>
/// <remarks>The change itself is made first and the message remembered after: one that is lost in between is sent again, and the member's
/// grain takes the same change twice as once. A sender that did not get the answer sends the message again with a new time; the same
/// message with the same time is a replay.</remarks>
internal sealed partial class SubscriptionWebhook(
    IOptions<SubscriptionOptions> options, IOptions<JsonOptions> json, IGrainFactory grains, TimeProvider time,
    ILogger<SubscriptionWebhook> logger)
{
    private const string Name = "subscriptions";

    public async Task<Results<Ok<WebhookReceipt>, ProblemHttpResult>> TakeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = Caching.Never;
        var keys = options.Value.Keys;
        if (keys.Count == 0) return Refuse(StatusCodes.Status404NotFound, "This site accepts no such messages: it has no secret for them.");
        var body = await ReadAsync(context);
        if (WebhookSignature.Of(context.Request.Headers) is not { } signature || !signature.IsBy(keys, body))
            return Refuse(
                StatusCodes.Status401Unauthorized,
                "The message is not signed as Standard Webhooks requires, or is signed with another secret.");
        if ((time.GetUtcNow() - signature.SentAt).Duration() > options.Value.WebhookTolerance)
            return Refuse(StatusCodes.Status422UnprocessableEntity,
                "The message is too old, or from the future: send it again with the current time.");
        return await TakeAsync(signature, body);
    }

    private async Task<Results<Ok<WebhookReceipt>, ProblemHttpResult>> TakeAsync(WebhookSignature signature, byte[] body)
    {
        var forgetAt = signature.SentAt + (2 * options.Value.WebhookTolerance);
        var message = new WebhookMessage(signature.Id, signature.SentAt, Convert.ToHexStringLower(SHA256.HashData(body)), forgetAt);
        var memory = grains.GetGrain<IWebhookMemoryGrain>(IWebhookMemoryGrain.KeyOf(Name, signature.Id));
        var known = await memory.RecallAsync(message);
        if (RefusalOf(known) is { } replay) return replay;

        var (outcome, refusal) = known == MessageMemory.Done ? ("repeated", null) : await ApplyAsync(signature, body);
        if (refusal is not null) return refusal;
        await memory.RememberAsync(message);
        LogTaken(signature.Id, outcome);
        return TypedResults.Ok(new WebhookReceipt(signature.Id, outcome));
    }

    private static ProblemHttpResult? RefusalOf(MessageMemory known) => known switch
    {
        MessageMemory.Replayed => Refuse(StatusCodes.Status409Conflict, "This exact message has already been accepted."),
        MessageMemory.OtherBody => Refuse(StatusCodes.Status409Conflict, "Another message has already been accepted with this id."),
        MessageMemory.Full => Refuse(StatusCodes.Status429TooManyRequests, "Too many messages: send this one again in a few minutes."),
        _ => null,
    };

    /// <summary>Makes the change; it is validated only now, when it is known who sent it.</summary>
    private async Task<(string Outcome, ProblemHttpResult? Refusal)> ApplyAsync(WebhookSignature signature, byte[] body)
    {
        if (Parse(body) is not { } told)
            return ("", Refuse(StatusCodes.Status400BadRequest, "The body is not a message as documented: type, timestamp, data."));
        if (!told.Type.StartsWith(SubscriptionEvent.Kinds, StringComparison.Ordinal)) return ("ignored", null);
        if (told.Timestamp > time.GetUtcNow() + options.Value.WebhookTolerance)
            return ("", Refuse(StatusCodes.Status422UnprocessableEntity, "The message's timestamp is in the future."));
        if (told.Data is not { } data || !MemberIds.TryParse(data.UserId, out var userId)
            || !SubscriptionRules.IsSensible(data.Until, time))
            return ("", Refuse(StatusCodes.Status400BadRequest,
                $"data must have a member's userId, and until: a time or null. {SubscriptionRules.UntilRule}"));

        var change = new MemberSubscription(data.Until, told.Timestamp, $"webhook {signature.Id}");
        return await grains.GetGrain<IUserGrain>(userId).SubscribeAsync(change) switch
        {
            SubscribeOutcome.Done => ("done", null),
            SubscribeOutcome.Overtaken => ("overtaken", null),
            _ => ("", Refuse(StatusCodes.Status422UnprocessableEntity, OutcomeMeanings.UnknownMember.Detail!)),
        };
    }

    private SubscriptionEvent? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<SubscriptionEvent>(body, json.Value.SerializerOptions);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    [LoggerMessage(Level = LogLevel.Information, Message = "The message {MessageId} about a subscription: {Outcome}.")]
    private partial void LogTaken(string messageId, string outcome);
}
