using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Cluster.Tests.Front;

/// <summary>What the front does when an API is not there, dies, or is about to go.</summary>
public sealed class GatewayTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_NobodyIsThere_Is503WithRetryAfter()
    {
        await using var gateway = await RunningGateway.StartAsync(Nobody(), Nobody());

        using var answer = await gateway.Http.GetAsync("/api/films", Now);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Now);
        Assert.Equal(503, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Request_OneApiIsGone_GoesToTheOther(string method)
    {
        await using var living = Backend.Start("living");
        await using var gateway = await RunningGateway.StartAsync(Nobody(), living.Address);

        for (var count = 0; count < 10; count++)
        {
            using var answer = await SendAsync(gateway, method);
            Assert.Equal("living", await answer.Content.ReadAsStringAsync(Now));
        }
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("PUT", true)]
    [InlineData("POST", false)]
    [InlineData("DELETE", false)]
    public async Task Request_ApiDiesWithItInHand_IsRepeatedOnlyWhereThatDoesNoHarm(string method, bool repeated)
    {
        await using var dying = Backend.Start("dying");
        await using var living = Backend.Start("living");
        dying.BreaksOff = true;
        await using var gateway = await RunningGateway.StartAsync(dying.Address, living.Address);

        var statuses = new List<HttpStatusCode>();
        for (var count = 0; count < 50 && dying.Served == 0; count++)
        {
            using var answer = await SendAsync(gateway, method);
            statuses.Add(answer.StatusCode);
        }

        Assert.NotEqual(0, dying.Served);
        Assert.Equal(repeated ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, statuses[^1]);
        Assert.All(statuses.SkipLast(1), status => Assert.Equal(HttpStatusCode.OK, status));
        if (repeated && method == "PUT") Assert.EndsWith("{\"stars\":4}", living.LastRequest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task Request_ApiDiesOnAKeptConnection_IsNotSentAgainByTheClientItself(string method)
    {
        await using var dying = Backend.Start("dying");
        await using var gateway = await RunningGateway.StartAsync(dying.Address);
        using var first = await SendAsync(gateway, method);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        dying.BreaksOff = true;
        using var second = await SendAsync(gateway, method);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal(2, dying.Served);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Request_ApiIsSilentForLongerThanACallMayTake_Is503WithRetryAfter(string method)
    {
        await using var silent = Backend.Start("silent");
        silent.Hangs = true;
        await using var gateway = await RunningGateway.StartAsync(TimeSpan.FromMilliseconds(300), silent.Address);

        using var answer = await SendAsync(gateway, method);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, silent.Served);
    }

    [Fact]
    public async Task Line_ApiRefusesIt_GoesToTheOther()
    {
        await using var stopping = Backend.Start("stopping");
        await using var living = Backend.Start("living");
        stopping.Refuses = true;
        await using var gateway = await RunningGateway.StartAsync(stopping.Address, living.Address);

        for (var count = 0; count < 50 && stopping.Served == 0; count++)
        {
            using var answer = await OpenLineAsync(gateway);
            Assert.Equal("living", await answer.Content.ReadAsStringAsync(Now));
        }

        Assert.NotEqual(0, stopping.Served);
    }

    [Fact]
    public async Task Line_EveryApiRefusesIt_Is503WithRetryAfter()
    {
        await using var stopping = Backend.Start("stopping");
        stopping.Refuses = true;
        await using var gateway = await RunningGateway.StartAsync(stopping.Address);

        using var answer = await OpenLineAsync(gateway);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Equal(1, stopping.Served);
    }

    [Fact]
    public async Task Request_ApiIsAboutToGo_SoonGoesToTheOthersOnly()
    {
        await using var leaving = Backend.Start("leaving");
        await using var staying = Backend.Start("staying");
        await using var gateway = await RunningGateway.StartAsync(leaving.Address, staying.Address);
        await Eventually.AnsweredAsync(() => WhoAsync(gateway), who => who == "leaving");

        leaving.IsReady = false;
        await Eventually.AnsweredAsync(
            () => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => WhoAsync(gateway))), all => all.All(who => who == "staying"));

        var before = leaving.Served;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => WhoAsync(gateway)));
        Assert.Equal(before, leaving.Served);
    }

    [Fact]
    public async Task Request_NoApiIsReady_GoesToOneAllTheSame()
    {
        await using var only = Backend.Start("only");
        only.IsReady = false;
        await using var gateway = await RunningGateway.StartAsync(only.Address);

        for (var count = 0; count < 20; count++)
        {
            Assert.Equal("only", await WhoAsync(gateway));
            await Task.Delay(100, Now);   // time for a health check or two to find it ill
        }
    }

    [Fact]
    public async Task Request_ApiComesBackToItsPort_IsAnsweredAgain()
    {
        var port = FreePorts.TakeSteady(1)[0];
        await using (Backend.Start("first", port))
        {
            await using var gateway = await RunningGateway.StartAsync(new Uri($"http://127.0.0.1:{port}"));
            Assert.Equal("first", await WhoAsync(gateway));
        }

        await using var again = await RunningGateway.StartAsync(new Uri($"http://127.0.0.1:{port}"));
        using var dark = await again.Http.GetAsync("/", Now);
        await using var second = Backend.Start("second", port);
        await Eventually.AnsweredAsync(() => WhoAsync(again), who => who == "second");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, dark.StatusCode);
    }

    [Fact]
    public async Task Request_SaysWhoAskedAndFor_NotWhatTheClientClaims()
    {
        await using var api = Backend.Start("api");
        await using var gateway = await RunningGateway.StartAsync(api.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/films/x");
        request.Headers.Add("X-Forwarded-For", "6.6.6.6");
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        using var answer = await gateway.Http.SendAsync(request, Now);

        Assert.Contains("X-Forwarded-For: 127.0.0.1\r\n", api.LastRequest, StringComparison.Ordinal);
        Assert.Contains($"X-Forwarded-Host: {gateway.Address.Authority}\r\n", api.LastRequest, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Proto: http\r\n", api.LastRequest, StringComparison.Ordinal);
        Assert.Contains($"Host: {gateway.Address.Authority}\r\n", api.LastRequest, StringComparison.Ordinal);
        Assert.DoesNotContain("6.6.6.6", api.LastRequest, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningGateway gateway, string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/films/x/ratings/me");
        if (method is "PUT" or "POST") request.Content = JsonContent.Create(new { stars = 4 });
        if (request.Content is { } body) await body.LoadIntoBufferAsync(Now);
        return await gateway.Http.SendAsync(request, Now);
    }

    private static async Task<HttpResponseMessage> OpenLineAsync(RunningGateway gateway)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/ratings");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new("websocket"));
        return await gateway.Http.SendAsync(request, Now);
    }

    private static async Task<string> WhoAsync(RunningGateway gateway) => await gateway.Http.GetStringAsync("/", Now);

    /// <summary>An address where nobody listens.</summary>
    private static Uri Nobody() => new($"http://127.0.0.1:{FreePorts.TakeSteady(1)[0]}");
}
