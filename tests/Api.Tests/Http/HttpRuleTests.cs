using System.Net;
using System.Net.Sockets;
using System.Text;
using Reviews.Api.Http;
using Reviews.Api.Tests.Fixtures;
using Reviews.Web.Http;

namespace Reviews.Api.Tests.Http;

/// <summary>What holds for every address and method, found by enumeration.</summary>
public sealed class HttpRuleTests(SharedSite shared)
{
    private static readonly string[] BadTypes =
    [
        "application/json; charset=klingon", "application/json; charset=utf-16", "application/x-www-form-urlencoded; charset=klingon",
        "multipart/form-data; boundary=x; charset=\"klingon\"", "text/csv; charset=utf-7", "text/plain; charset=klingon",
    ];

    private static readonly string[] OddTypes =
    [
        "", "application/json", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "text/csv",
        "text/plain", ";;;",
        $"multipart/form-data; boundary={new string('x', 500)}",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Body_OfAWrongCharset_IsRefusedEverywhereAndNeverAFault()
    {
        using var clients = await Clients.SignInAsync(shared.Site);
        var refused = 0;
        foreach (var endpoint in Writes())
        {
            foreach (var type in BadTypes)
            {
                using var answer = await SendAsync(clients.For(endpoint), endpoint, type, "{}");
                Assert.True((int)answer.StatusCode is >= 300 and < 500, $"{endpoint} with {type}: {answer.StatusCode}");
                if (answer.StatusCode == HttpStatusCode.UnsupportedMediaType) refused++;
            }
        }

        Assert.InRange(refused, 150, int.MaxValue);
    }

    [Fact]
    public async Task Body_OfAnyTypeAndAnyContent_IsNeverAFault()
    {
        using var clients = await Clients.SignInAsync(shared.Site);
        foreach (var endpoint in Writes().Where(endpoint => endpoint.Path != "/api/me"))
        {
            foreach (var type in OddTypes)
            {
                using var answer = await SendAsync(clients.For(endpoint), endpoint, type,
                    "--x\r\nContent-Disposition: form-data; name=\"a\"; filename*=\"%\"\r\n\r\n{\"\\u0000");
                Assert.True((int)answer.StatusCode < 500, $"{endpoint} with '{type}': {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task WayBack_ThatIsNotAscii_IsEscapedAndNeverAFault()
    {
        using var clients = await Clients.SignInAsync(shared.Site);
        foreach (var endpoint in EveryEndpoint.Of(shared.Site).Where(endpoint => endpoint.IsPage))
        {
            var path = new EveryEndpoint(
                endpoint.Method, endpoint.Path + "?returnUrl=%2F%D0%9A%D0%B8%D0%BD%D0%BE%20%F0%9F%8E%AC&search=%D0%9A", IsPage: true);
            using var answer = await SendAsync(clients.For(path), path, "application/x-www-form-urlencoded",
                "returnUrl=%2F%D0%9A%D0%B8%D0%BD%D0%BE&ReturnUrl=%2F%D0%9A&review=1");
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
            if (answer.Headers.Location?.OriginalString is { } location)
                Assert.True(Ascii.IsValid(location), $"{path} leads to {location}");
        }
    }

    [Fact]
    public async Task SignIn_WithAWayBackThatIsNotAscii_LeadsThere()
    {
        using var browser = new Reviews.Api.Tests.Pages.PaperBrowser(shared.Site);
        await browser.JoinAsync("/films?search=Кино 🎬");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("/films?search=%D0%9A%D0%B8%D0%BD%D0%BE%20%F0%9F%8E%AC", browser.Address);
    }

    [Theory]
    [InlineData("/nothing", "/nothing")]
    [InlineData("/a?b=%D0%9A#c", "/a?b=%D0%9A#c")]
    [InlineData("/К", "/%D0%9A")]
    [InlineData("/🎬 x", "/%F0%9F%8E%AC%20x")]
    public void Escape_AnyAddress_TouchesOnlyWhatIsNotAscii(string address, string escaped) =>
        Assert.Equal(escaped, AsciiRedirects.Escape(address));

    [Theory]
    [InlineData("/api/me/imports/..")]
    [InlineData("/api/me/imports/../")]
    [InlineData("/api/me/imports/%2e%2e")]
    [InlineData("/api/me/imports/.%2E")]
    [InlineData("/api/me/./")]
    [InlineData("/api/me/imports/1/../..")]
    [InlineData("/./api/me?x=1")]
    public async Task Delete_ByAPathWithDots_ErasesNobody(string path)
    {
        using var member = await shared.Site.NewMemberAsync();
        var token = member.DefaultRequestHeaders.Authorization!.ToString();
        var answer = await RawAsync("DELETE", path, $"Authorization: {token}\r\nContent-Type: application/json\r\nContent-Length: 19\r\n",
            """{"confirm":"erase"}""");
        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.NotNull((await member.ReadAsync("/api/me")).GetProperty("userId").GetString());
    }

    [Fact]
    public async Task AnyMethod_ByAPathWithDots_IsRefusedEverywhere()
    {
        foreach (var endpoint in EveryEndpoint.Of(shared.Site))
        {
            var answer = await RawAsync(endpoint.Method, endpoint.Path + "/x/%2e%2E", "Content-Length: 0\r\n", "");
            Assert.True(answer.StartsWith("HTTP/1.1 404", StringComparison.Ordinal), $"{endpoint}: {answer.Split('\r')[0]}");
        }
    }

    [Theory]
    [InlineData("/films/a..b", false)]
    [InlineData("/films/...", false)]
    [InlineData("/films/.well-known", false)]
    [InlineData("/films?next=/../x", false)]
    [InlineData("/films/%2e", true)]
    [InlineData("http://example.com/a/../b", true)]
    [InlineData("/films/.%2e/", true)]
    [InlineData("..", true)]
    public void DottedTarget_Any_LooksAtWholeSegments(string target, bool isDotted) =>
        Assert.Equal(isDotted, DottedTarget.Is(target));

    [Fact]
    public async Task Head_WhereverThereIsGet_AnswersTheSameHeadersAndNoBody()
    {
        var slug = EditorCalls.NewSlug();
        using var editor = await shared.Site.EditorAsync();
        await editor.SaveAsync(
            slug, new { title = "Asked by head", filmId = "never-let-me-go-2010", access = "free", markdown = "Begins." });
        using var clients = await Clients.SignInAsync(shared.Site);
        string[] files =
        [
            "/dist/site.css", "/img/icon.svg", "/embed.js", "/sitemap.xml", "/feed.xml", "/robots.txt", "/openapi/v1.json", "/health/live",
        ];
        var paths = EveryEndpoint.Of(shared.Site, slug).Where(endpoint => endpoint.Method == "GET").Select(endpoint => endpoint.Path)
            .Concat(files).ToArray();
        foreach (var path in paths)
        {
            var endpoint = new EveryEndpoint("GET", path, IsPage: false);
            using var got = await clients.For(endpoint).AskAsync(path);
            using var asked = await clients.For(endpoint).SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Ct);
            Assert.True(got.StatusCode == asked.StatusCode, $"HEAD {path}: {asked.StatusCode}, GET: {got.StatusCode}");
            Assert.Equal(Named(got), Named(asked));
            Assert.Empty(await asked.Content.ReadAsByteArrayAsync(Ct));
        }

        Assert.InRange(paths.Length, 60, int.MaxValue);
    }

    [Fact]
    public async Task Delete_WhereOnlyGetIs_SaysThatHeadIsAllowed()
    {
        using var visitor = shared.Site.Visitor();
        using var answer = await visitor.DeleteAsync("/api/ratings/method", Ct);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Get_Anything_CarriesTheSecurityHeaders()
    {
        using var visitor = shared.Site.Visitor();
        string[] files = ["/dist/site.css", "/nowhere", "/api/nothing", "/openapi/v1.json"];
        foreach (var path in EveryEndpoint.Of(shared.Site).Where(endpoint => endpoint.Method == "GET").Select(endpoint => endpoint.Path)
            .Concat(files))
        {
            using var answer = await visitor.AskAsync(path);
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
            Assert.Equal(SecurityHeaders.Permissions, answer.Headers.GetValues("Permissions-Policy").Single());
            Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"), path);
        }
    }

    [Theory]
    [InlineData("/", "same-origin")]
    [InlineData("/api/me", "same-origin")]
    [InlineData("/api/films", "same-origin")]
    [InlineData("/films/never-let-me-go-2010", "same-origin")]
    [InlineData("/api/films/never-let-me-go-2010/rating", "cross-origin")]
    [InlineData("/films/never-let-me-go-2010/cover.png", "cross-origin")]
    [InlineData("/feed.xml", "cross-origin")]
    public async Task Get_WhatOtherSitesShow_IsForThemAndNothingElseIs(string path, string policy)
    {
        using var visitor = shared.Site.Visitor();
        using var answer = await visitor.AskAsync(path);
        Assert.Equal(policy, answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Get_FilesThatOtherSitesLoad_AreForThemAndNoOtherIs()
    {
        await using var site = await Site.StartAsync();
        using var visitor = site.Visitor();
        foreach (var (path, policy) in new[] { ("/embed.js", "cross-origin"), ("/img/icon.svg", "cross-origin"),
            ("/dist/site.css", "same-origin") })
        {
            using var answer = await visitor.AskAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            Assert.Equal(policy, answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
            using var asked = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Ct);
            Assert.Equal((path, HttpStatusCode.OK), (path, asked.StatusCode));
            Assert.Equal(answer.Content.Headers.ContentLength, asked.Content.Headers.ContentLength);
        }
    }

    private IEnumerable<EveryEndpoint> Writes() => EveryEndpoint.Of(shared.Site).Where(endpoint => endpoint.Method != "GET");

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, EveryEndpoint endpoint, string type, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), endpoint.Path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (endpoint.Method != "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type.Length > 0) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return await client.SendAsync(request, Ct);
    }

    /// <summary>The headers that do not tell of one moment.</summary>
    private static IEnumerable<string> Named(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Set-Cookie" or "RateLimit" or "Content-Length" or "ETag"))
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal);

    private async Task<string> RawAsync(string method, string path, string headers, string body)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(shared.Site.Address.Host, shared.Site.Address.Port, Ct);
        await using var stream = tcp.GetStream();
        var request = $"{method} {path} HTTP/1.1\r\nHost: {shared.Site.Address.Authority}\r\nConnection: close\r\n{headers}\r\n{body}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Ct);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Ct);
    }
}
