using System.Net;
using System.Net.Http.Json;
using Reviews.Api.Http;
using Reviews.Api.Tests.Fixtures;
using Reviews.Web.Http;

namespace Reviews.Api.Tests.Http;

/// <summary>What the site says over https, which here a proxy that it trusts says it is.</summary>
[Trait("Category", "Slow")]
public sealed class HttpsTests
{
    private const string Host = "films.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_OverHttps_TellsBrowsersToKeepToIt()
    {
        await using var site = await BehindProxyAsync();
        using var visitor = Secure(site, Host);
        foreach (var path in new[] { "/", "/api/films", "/dist/site.css", "/nowhere" })
        {
            using var answer = await visitor.AskAsync(path);
            Assert.Equal(SecurityHeaders.StrictTransport, answer.Headers.GetValues("Strict-Transport-Security").Single());
        }

        using var developer = Secure(site, "localhost");
        using var own = await developer.AskAsync("/");
        Assert.False(own.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Cookies_OverHttps_AreAllOfThisHostAlone()
    {
        await using var site = await BehindProxyAsync();
        await site.ImportAsync("""[{ "title": "Alien", "releaseDate": "1979-05-25" }]""");
        using var visitor = Secure(site, Host);
        var set = new List<string>();

        using var page = await visitor.AskAsync("/account/login");
        set.AddRange(Set(page));
        using var vote = await PostAsync(visitor, "/films/alien-1979?handler=Vote", "stars=4");
        set.AddRange(Set(vote));
        var email = Calls.NewEmail();
        using var registered = await visitor.RegisterAsync(email);
        using var signedIn = await visitor.PostAsJsonAsync(
            "/api/account/login?useCookies=true", new { email, password = Site.Password }, Ct);
        var identity = Set(signedIn).ToArray();
        set.AddRange(identity);
        using var signedInHere = await PostAsync(
            visitor, "/account/login", $"Input.Email={Uri.EscapeDataString(email)}&Input.Password={Site.Password}");
        set.AddRange(Set(signedInHere));

        Assert.Contains(set, cookie => cookie.Contains("Antiforgery", StringComparison.Ordinal));
        Assert.Contains(set, cookie => cookie.Contains("Identity.Application", StringComparison.Ordinal));
        Assert.All(set, cookie =>
        {
            Assert.StartsWith(HostCookies.Prefix, cookie, StringComparison.Ordinal);
            Assert.Contains("; path=/;", cookie + ";", StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });

        var sent = identity[0].Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await StatusOfMeAsync(site, sent));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfMeAsync(site, sent[HostCookies.Prefix.Length..]));
    }

    private static async Task<HttpStatusCode> StatusOfMeAsync(Site site, string cookie)
    {
        using var member = Secure(site, Host);
        member.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await member.AskAsync("/api/me");
        return answer.StatusCode;
    }

    private static Task<Site> BehindProxyAsync() => Site.StartAsync(["--Reviews:Proxies:0=127.0.0.1"]);

    private static HttpClient Secure(Site site, string host)
    {
        var client = site.Visitor();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", host);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(
            form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return client.SendAsync(request, Ct);
    }

    private static IEnumerable<string> Set(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
}
