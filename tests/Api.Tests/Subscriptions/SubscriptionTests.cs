using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Subscriptions;

namespace Reviews.Api.Tests.Subscriptions;

/// <summary>What operators grant.</summary>
public sealed class SubscriptionTests(SharedSite shared)
{
    [Fact]
    public async Task Post_ByAnOperator_IsThereAtOnceAndOverAtOnce()
    {
        using var member = await shared.Site.NewMemberAsync();
        Assert.Equal("""{"active":false,"until":null}""", (await member.ReadAsync("/api/me")).GetProperty("subscription").GetRawText());
        await shared.Site.SubscribeAsync(await member.IdAsync(), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal("""{"active":true,"until":"2090-01-01T00:00:00Z"}""",
            (await member.ReadAsync("/api/me")).GetProperty("subscription").GetRawText());
        await shared.Site.SubscribeAsync(await member.IdAsync(), null);
        Assert.Equal("""{"active":false,"until":null}""", (await member.ReadAsync("/api/me")).GetProperty("subscription").GetRawText());
    }

    [Fact]
    public async Task Post_WhoMayNotOrMalformed_IsRefused()
    {
        await shared.Site.RefusesOthersAsync(HttpMethod.Post, "/api/admin/subscriptions");
        using var operators = await shared.Site.OperatorAsync();
        using var empty = await operators.PostJsonAsync("/api/admin/subscriptions", "{}");
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, empty);
        using var unknown = await operators.PostJsonAsync("/api/admin/subscriptions", """{"userId":"1","until":null}""");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, unknown);
        using var member = await shared.Site.NewMemberAsync();
        using var endless = await operators.PostJsonAsync(
            "/api/admin/subscriptions", $$"""{"userId":"{{await member.IdAsync()}}","until":"9999-01-01T00:00:00Z"}""");
        await ProblemAssert.NamesAsync("until", endless);
    }

    [Fact]
    public async Task Webhook_WithoutASecret_IsNotThere()
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.PostJsonAsync("/api/webhooks/subscriptions", "{}");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, response);
    }

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 1)]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw  whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", 2)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    public void Options_GoodSecrets_AreKeys(string? secrets, int keys)
    {
        var options = new SubscriptionOptions { WebhookSecret = secrets };
        Assert.Equal(keys, options.Keys.Count);
        Assert.Empty(options.Violations());
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null)]
    [InlineData("whsec_short", null)]
    [InlineData("whsec_bm8=", null)]
    [InlineData(null, "shop")]
    [InlineData(null, "javascript:alert(1)")]
    public void Options_WrongOnes_AreRefused(string? secrets, string? offer)
    {
        var options = new SubscriptionOptions { WebhookSecret = secrets, Offer = offer };
        Assert.Single(options.Violations());
    }
}
