using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Subscriptions;

/// <summary>Messages of the shop: signed, not old, each once.</summary>
public sealed class WebhookTests(WebhookTests.ShopSite shop) : IClassFixture<WebhookTests.ShopSite>
{
    private static int _messages;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_Signed_GrantsAndEndsTheSubscription()
    {
        using var member = await shop.Site.NewMemberAsync();
        var (userId, until) = (await member.IdAsync(), Now.AddDays(30));

        using var granted = await SendAsync(BodyOf(userId, until, Now));
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Equal("done", (await granted.ReadJsonAsync()).GetProperty("outcome").GetString());
        Assert.Equal((true, until.ToUnixTimeSeconds()), await SubscriptionAsync(member));

        using var ended = await SendAsync(BodyOf(userId, null, Now.AddSeconds(1)));
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.False((await SubscriptionAsync(member)).Active);

        // What was decided before arrives late.
        using var late = await SendAsync(BodyOf(userId, until, Now.AddMinutes(-10)));
        Assert.Equal("overtaken", (await late.ReadJsonAsync()).GetProperty("outcome").GetString());
        Assert.False((await SubscriptionAsync(member)).Active);
    }

    [Fact]
    public async Task Post_SentAgain_HasOneEffect_AndReplayedIsRefused()
    {
        using var member = await shop.Site.NewMemberAsync();
        var (userId, id) = (await member.IdAsync(), NewId());
        var body = BodyOf(userId, Now.AddDays(30), Now);
        var sentAt = Now;
        using var first = await SendAsync(body, id, sentAt);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await shop.Site.SubscribeAsync(userId, null);   // an operator ends it: a message that is only repeated must not bring it back

        using var replayed = await SendAsync(body, id, sentAt);
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, replayed);
        using var repeated = await SendAsync(body, id, sentAt.AddSeconds(20));
        Assert.Equal("repeated", (await repeated.ReadJsonAsync()).GetProperty("outcome").GetString());
        using var replayedAgain = await SendAsync(body, id, sentAt.AddSeconds(20));
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, replayedAgain);
        using var another = await SendAsync(BodyOf(userId, Now.AddDays(60), Now), id, sentAt.AddSeconds(30));
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, another);
        Assert.False((await SubscriptionAsync(member)).Active);
    }

    [Fact]
    public async Task Post_WrongOrMissingSignature_Is401AndChangesNothing()
    {
        using var member = await shop.Site.NewMemberAsync();
        var body = BodyOf(await member.IdAsync(), Now.AddDays(30), Now);
        var (id, sentAt) = (NewId(), Now);
        var right = Sign(ShopSite.Secret, id, sentAt, body);
        (string? Id, string? Time, string? Signature)[] wrong =
        [
            (id, Seconds(sentAt), Sign(ShopSite.Other, id, sentAt, body)),
            (id, Seconds(sentAt), Sign(ShopSite.Secret, id, sentAt, body + " ")),
            (id, Seconds(sentAt.AddSeconds(1)), right),
            (id + "x", Seconds(sentAt), right),
            (id, Seconds(sentAt), right.Replace("v1,", "v1a,", StringComparison.Ordinal)),
            (id, Seconds(sentAt), "v1,"),
            (id, Seconds(sentAt), "v1,bm8="),
            (id, Seconds(sentAt), ""),
            (id, "soon", right),
            (id, "99999999999999999", right),
            (new string('i', 201), Seconds(sentAt), right),
            (null, Seconds(sentAt), right),
            (id, null, right),
            (id, Seconds(sentAt), null),
        ];
        foreach (var (name, time, signature) in wrong)
        {
            using var refused = await SendRawAsync(body, name, time, signature);
            await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, refused);
        }

        Assert.False((await SubscriptionAsync(member)).Active);
    }

    [Fact]
    public async Task Post_OldOrFromTheFuture_Is422()
    {
        using var member = await shop.Site.NewMemberAsync();
        var body = BodyOf(await member.IdAsync(), Now.AddDays(30), Now);
        foreach (var sentAt in new[] { Now.AddMinutes(-6), Now.AddMinutes(6), DateTimeOffset.UnixEpoch })
        {
            using var refused = await SendAsync(body, NewId(), sentAt);
            await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, refused);
        }

        using var future = await SendAsync(BodyOf(await member.IdAsync(), Now.AddDays(30), Now.AddHours(1)));
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, future);
        Assert.False((await SubscriptionAsync(member)).Active);
    }

    [Fact]
    public async Task Post_WithOneOfSeveralSignatures_IsTaken()
    {
        using var member = await shop.Site.NewMemberAsync();
        var body = BodyOf(await member.IdAsync(), Now.AddDays(30), Now);
        var (id, sentAt) = (NewId(), Now);
        using var response = await SendRawAsync(
            body, id, Seconds(sentAt), $"v1a,nothing v1,bm8= {Sign(ShopSite.SecondSecret, id, sentAt, body)}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True((await SubscriptionAsync(member)).Active);
    }

    [Theory]
    [InlineData("no json", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"subscription.updated"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"subscription.updated","timestamp":"2026-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"subscription.updated","timestamp":"2026-01-01T00:00:00Z","data":{"userId":"1"}}""", HttpStatusCode.BadRequest)]
    [InlineData(
        """{"type":"subscription.updated","timestamp":"2026-01-01T00:00:00Z","data":{"userId":"one","until":null}}""",
        HttpStatusCode.BadRequest)]
    [InlineData(
        """{"type":"subscription.updated","timestamp":"2026-01-01T00:00:00Z","data":{"userId":"1","until":"9999-01-01T00:00:00Z"}}""",
        HttpStatusCode.BadRequest)]
    [InlineData(
        """{"type":"subscription.updated","timestamp":"2026-01-01T00:00:00Z","data":{"userId":"1","until":null}}""",
        HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"type":"invoice.paid","timestamp":"2026-01-01T00:00:00Z"}""", HttpStatusCode.OK)]
    public async Task Post_SignedButOdd_IsAnsweredClearly(string body, HttpStatusCode expected)
    {
        using var response = await SendAsync(body);
        Assert.Equal(expected, response.StatusCode);
        if (expected != HttpStatusCode.OK) await ProblemAssert.IsAsync(expected, response);
    }

    [Fact]
    public async Task Post_TooLarge_Is413()
    {
        using var response = await SendAsync(new string(' ', 70_000));
        await ProblemAssert.IsAsync(HttpStatusCode.RequestEntityTooLarge, response);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static string NewId() => $"msg_{Interlocked.Increment(ref _messages)}";

    private static string BodyOf(string userId, DateTimeOffset? until, DateTimeOffset at) =>
        JsonSerializer.Serialize(new { type = "subscription.updated", timestamp = at, data = new { userId, until } });

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Sign(string secret, string id, DateTimeOffset sentAt, string body) => "v1," + Convert.ToBase64String(
        HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{Seconds(sentAt)}.{body}")));

    private static async Task<(bool Active, long Until)> SubscriptionAsync(HttpClient member)
    {
        var subscription = (await member.ReadAsync("/api/me")).GetProperty("subscription");
        var until = subscription.GetProperty("until");
        return (subscription.GetProperty("active").GetBoolean(),
            until.ValueKind == JsonValueKind.Null ? 0 : until.GetDateTimeOffset().ToUnixTimeSeconds());
    }

    private Task<HttpResponseMessage> SendAsync(string body, string? id = null, DateTimeOffset? at = null)
    {
        var (name, sentAt) = (id ?? NewId(), at ?? Now);
        return SendRawAsync(body, name, Seconds(sentAt), Sign(ShopSite.Secret, name, sentAt, body));
    }

    private async Task<HttpResponseMessage> SendRawAsync(string body, string? id, string? time, string? signature)
    {
        using var visitor = shop.Site.Visitor();
        using var request = Calls.Json(HttpMethod.Post, "/api/webhooks/subscriptions", body);
        foreach (var (header, value) in new[] { ("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", signature) })
        {
            if (value is not null) request.Headers.TryAddWithoutValidation(header, value);
        }

        return await visitor.SendAsync(request, Ct);
    }

    /// <summary>A site that knows two secrets of the shop.</summary>
    public sealed class ShopSite() : SiteFixture($"--Reviews:Subscriptions:WebhookSecret={Secret} {SecondSecret}")
    {
        internal const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        internal const string SecondSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
        internal const string Other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    }
}
