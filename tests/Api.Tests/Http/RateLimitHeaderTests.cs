using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Http;

/// <summary>What quotas say of themselves on every answer of the API.</summary>
public sealed partial class RateLimitHeaderTests(SharedSite shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnyAnswerOfTheApi_WhileQuotasAreOn_TellsPolicyAndWhatIsLeft()
    {
        using var clients = await Clients.SignInAsync(shared.Site);
        foreach (var endpoint in EveryEndpoint.Of(shared.Site).Where(
            endpoint => endpoint.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), endpoint.Path);
            using var answer = await clients.For(endpoint).SendAsync(request, Ct);
            Assert.True(answer.Headers.Contains("RateLimit"), endpoint.ToString());
            var policy = answer.Headers.GetValues("RateLimit-Policy").Single();
            Assert.StartsWith("\"requests\";q=100000;w=60", policy, StringComparison.Ordinal);
            Assert.Matches(Left(), answer.Headers.GetValues("RateLimit").Single());
        }
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Requests_OneAfterTheOther_LeaveFewerUntilNoneIsLeft()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:RequestsPerMinute=20"]);
        using var visitor = site.Visitor();
        var left = new List<int>();
        for (var i = 0; i < 10; i++)
        {
            using var answer = await visitor.AskAsync("/api/films");
            left.Add(LeftOf(answer));
        }

        Assert.Equal(left.OrderDescending(), left);
        Assert.True(left[^1] < left[0], string.Join(' ', left));
        using var refused = await RefusedAsync(() => visitor.AskAsync("/api/films"));
        Assert.Equal(0, LeftOf(refused));
        await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, refused);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task SignIns_TooMany_NameTheirOwnQuota()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:SignInsPerMinute=3"]);
        using var visitor = site.Visitor();
        using var refused = await RefusedAsync(() => visitor.LogInAsync("nobody@example.com"));
        Assert.Equal("\"requests\";q=100000;w=60, \"sign-ins\";q=3;w=60", refused.Headers.GetValues("RateLimit-Policy").Single());
        Assert.StartsWith("\"sign-ins\";r=0;t=", refused.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Answers_WhileQuotasAreOff_SayNothingOfThem()
    {
        await using var site = await Site.StartAsync(["--Reviews:Quotas:Enabled=false"]);
        using var visitor = site.Visitor();
        using var answer = await visitor.AskAsync("/api/films");
        Assert.False(answer.Headers.Contains("RateLimit") || answer.Headers.Contains("RateLimit-Policy"));
    }

    private static async Task<HttpResponseMessage> RefusedAsync(Func<Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < 100; i++)
        {
            var answer = await ask();
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) return answer;
            answer.Dispose();
        }

        throw new InvalidOperationException("A hundred requests were not too many.");
    }

    private static int LeftOf(HttpResponseMessage answer) =>
        int.Parse(Left().Match(answer.Headers.GetValues("RateLimit").Single()).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^"[a-z-]+";r=(\d+);t=\d+$""")]
    private static partial Regex Left();
}
