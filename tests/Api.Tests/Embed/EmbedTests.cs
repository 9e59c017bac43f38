using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Embed;

/// <summary>What other people's pages may read through their readers' browsers, and that it is all.</summary>
public sealed class EmbedTests(CompressionTests.SiteWithBundles bundled, SharedSite shared)
    : IClassFixture<CompressionTests.SiteWithBundles>
{
    /// <summary>Of the script that other pages load, in gzip: 5 KB.</summary>
    private const int MaxBytes = 5_000;

    private const string Origin = "https://magazine.example";
    private const string Rating = "/api/films/never-let-me-go-2010/rating";
    private const string Allowed = "Access-Control-Allow-Origin";

    [Fact]
    public async Task Script_FromAnotherSite_MayBeLoadedAndIsKeptByItsTag()
    {
        using var answer = await AskAsync(bundled.Site, HttpMethod.Get, "/embed.js");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("cross-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal("*", answer.Headers.GetValues(Allowed).Single());
        Assert.Equal(("public, max-age=3600", false), (answer.Headers.CacheControl!.ToString(), answer.Headers.Contains("Set-Cookie")));

        using var again = await AskAsync(bundled.Site, HttpMethod.Get, "/embed.js", ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Script_WhatItWeighs_IsLittle()
    {
        using var visitor = bundled.Site.Visitor();
        var script = await visitor.GetByteArrayAsync(new Uri("/embed.js", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("live-rating", Encoding.UTF8.GetString(script), StringComparison.Ordinal);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(script);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Figure: the script for other sites, embed.js: {packed.Length:N0} bytes in gzip, of {MaxBytes:N0} allowed.");
        Assert.InRange(packed.Length, 1, MaxBytes);
    }

    [Theory]
    [InlineData(Rating, 200)]
    [InlineData("/api/films/no-such-film/rating", 404)]
    public async Task Rating_AskedForByAnotherSite_MayBeReadByItWithoutCookies(string path, int status)
    {
        using var answer = await AskAsync(shared.Site, HttpMethod.Get, path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("*", answer.Headers.GetValues(Allowed).Single());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Hub_NegotiatedByAnotherSite_MayBeReadByItWithoutCookies()
    {
        (string, string)[] asked =
        [
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-requested-with,x-signalr-user-agent"),
        ];
        using var preflight = await AskAsync(shared.Site, HttpMethod.Options, "/hubs/ratings/negotiate?negotiateVersion=1", asked);
        Assert.Equal("*", preflight.Headers.GetValues(Allowed).Single());
        var headers = string.Join(',', preflight.Headers.GetValues("Access-Control-Allow-Headers")).ToLowerInvariant().Split(',');
        Assert.Superset(new HashSet<string> { "x-requested-with", "x-signalr-user-agent" }, headers.ToHashSet());
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Credentials"));

        using var answer = await AskAsync(shared.Site, HttpMethod.Post, "/hubs/ratings/negotiate?negotiateVersion=1");
        Assert.Equal((HttpStatusCode.OK, "*"), (answer.StatusCode, answer.Headers.GetValues(Allowed).Single()));
    }

    /// <summary>Every endpoint there is: whoever opens one more has to say so here.</summary>
    [Fact]
    public void Endpoints_OpenToOtherSites_AreTheseFew()
    {
        var open = shared.Site.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.Any(data => data is Microsoft.AspNetCore.Cors.Infrastructure.ICorsMetadata))
            .Select(endpoint => endpoint.RoutePattern.RawText!).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["/api/films/{filmId}/rating", "/embed.js", "/hubs/ratings", "/hubs/ratings/negotiate"], open);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/films/never-let-me-go-2010")]
    [InlineData("GET", "/api/films")]
    [InlineData("GET", "/api/films/never-let-me-go-2010")]
    [InlineData("GET", "/api/films/never-let-me-go-2010/rating/timeline")]
    [InlineData("GET", "/api/films/never-let-me-go-2010/ratings/me")]
    [InlineData("GET", "/api/articles")]
    [InlineData("GET", "/api/me")]
    [InlineData("GET", "/dist/site.js")]
    [InlineData("PUT", "/api/films/never-let-me-go-2010/ratings/me")]
    [InlineData("POST", "/api/account/login")]
    [InlineData("OPTIONS", "/api/films/never-let-me-go-2010/ratings/me")]
    [InlineData("OPTIONS", "/api/account/login")]
    [InlineData("OPTIONS", "/api/me")]
    public async Task Get_AnythingElseByAnotherSite_StaysClosedToIt(string method, string path)
    {
        using var answer = await AskAsync(bundled.Site, new HttpMethod(method), path, ("Access-Control-Request-Method", "PUT"));
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<HttpResponseMessage> AskAsync(
        Site site, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var visitor = site.Visitor();
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", Origin);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await visitor.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
