using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Articles;

/// <summary>
/// A sentence behind a preview reaches nobody who may not read it: in no page, answer, feed, picture's text, header or hub message that can
/// be found.
/// </summary>
[Trait("Category", "Slow")]
public sealed partial class CanaryTests
{
    /// <summary>Words that stand nowhere else, in the ways they could travel.</summary>
    private const string Canary = "quincunx zephyrine walks behind the cut";

    /// <summary>Stands before the cut: proves that the crawl looks where an article is shown.</summary>
    private const string Open = "marigold overture stands before the cut";

    /// <summary>Most addresses that one reader follows: far more than the site of this test has.</summary>
    private const int MaxAddresses = 2_000;

    private static readonly string[] Traces =
    [
        "quincunx", "zephyrine", "quincunx zephyrine", Convert.ToBase64String(Encoding.UTF8.GetBytes("quincunx zephyrine"))[..20],
    ];

    /// <summary>What no link leads to.</summary>
    private static readonly string[] Entrances =
    [
        "/", "/films", "/reviews", "/reviews/canary", "/feed.xml", "/sitemap.xml", "/robots.txt", "/openapi/v1.json", "/embed.js",
        "/api/films?facets=true&pageSize=100", "/api/films/alien-1979", "/api/films/alien-1979/rating", "/api/films/alien-1979/reviews",
        "/api/films/alien-1979/rating/timeline",
        "/api/articles", "/api/articles?pageSize=100&sort=title", "/api/articles/canary", "/api/articles/canary/source",
        "/api/articles/canary/source?revision=1",
        "/api/articles/canary/revisions", "/api/articles?search=marigold", "/api/articles?search=quincunx", "/api/films?search=quincunx",
        "/reviews?search=quincunx",
        "/films?search=quincunx", "/films/alien-1979", "/films/alien-1979?handler=timeline", "/films/alien-1979/reviews",
        "/films/alien-1979/cover.png", "/reviews/canary/cover.png",
        "/api/search?search=quincunx", "/api/me", "/api/me/export", "/api/me/ratings", "/account/settings", "/account/ratings", "/editor",
        "/editor/articles", "/editor/articles/canary",
        "/moderation", "/api/moderation/queue", "/ops", "/hubs/ratings/negotiate?negotiateVersion=1", "/status/404",
        "/nowhere-quincunx-less",
    ];

    [Fact]
    public async Task Crawl_ByNobodyByAMemberAndAfterTheSubscription_FindsNoWordFromBehindThePreview()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync(
            """[{"title":"Alien","releaseDate":"1979-05-25","genre":"Horror","directors":["Ridley Scott"]},"""
            + """{"title":"Zodiac","releaseDate":"2007-03-02"}]""");
        using var editor = await site.EditorAsync();
        using var member = await site.NewMemberAsync();
        await PlantAsync(site, editor);

        // A subscriber has read it all, so whatever may be kept anywhere is.
        using var subscriber = await site.NewMemberAsync();
        await site.SubscribeAsync(await subscriber.IdAsync(), site.Clock.GetUtcNow().AddHours(1));
        foreach (var path in new[] { "/api/articles/canary", "/reviews/canary" }) (await subscriber.AskAsync(path)).Dispose();
        Assert.Contains(Canary, (await subscriber.ReadAsync("/api/articles/canary")).GetRawText(), StringComparison.Ordinal);
        var memberEmail = Calls.NewEmail();
        (await site.NewMemberAsync(memberEmail)).Dispose();
        using var memberByCookie = await site.BrowserAsync(memberEmail);
        using var visitor = site.Visitor();
        Assert.True(
            (await visitor.GetStringAsync("/reviews/canary", TestContext.Current.CancellationToken)).Contains(
                Open, StringComparison.Ordinal));

        site.Clock.Advance(TimeSpan.FromHours(2));
        foreach (var (who, reader) in new[] { ("nobody", visitor), ("a member by token", member), ("a member by cookie", memberByCookie), (
            "who was a subscriber", subscriber) })
        {
            var seen = await CrawlAsync(reader);
            var told = seen.Where(
                answer => Traces.Any(trace => answer.Text.Contains(trace, StringComparison.OrdinalIgnoreCase)) && !answer.IsEcho);
            Assert.Empty(told.Select(answer => $"{who}: {answer.Address}"));
            Assert.Contains(seen, answer => answer.Text.Contains(Open, StringComparison.Ordinal));
            Assert.InRange(seen.Count, Entrances.Length, MaxAddresses);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"Figure: the canary's crawl as {who}: {seen.Count} answers, {seen.Sum(answer => answer.Text.Length)} characters.");
        }
    }

    /// <summary>
    /// Published for subscribers, after it had been free and a draft, with the line that ends the preview inside code as well, and once
    /// without any.
    /// </summary>
    private static async Task PlantAsync(Site site, HttpClient editor)
    {
        var kept =
            $"# {Canary}\n\n[link](https://example.org/quincunx-zephyrine) `{Canary}` ![{Canary}](https://example.org/p.png)\n\n[1]: "
            + $"https://example.org/quincunx\n\n> {Canary}";
        await editor.SaveAsync("canary", new { title = "Draft", filmId = "alien-1979", markdown = $"{Open}.\n\n{kept}", state = "draft" });
        await editor.SaveAsync("canary", new
        {
            title = "A corridor", author = "Tom Okafor", filmId = "alien-1979", stars = 4.5, access = "subscribers", spoilers = true,
            markdown = $"{Open}, see [1].\n\n```\n<!-- preview ends -->\n```\n\n<!-- preview ends -->\n\n{kept}",
        });
        await DraftAsync(editor, "unmarked", "No line", string.Join("\n\n", Enumerable.Repeat("Words before.", 100)) + $"\n\n{Canary}");
        await DraftAsync(
            editor, "one-paragraph", "One paragraph", string.Join(' ', Enumerable.Repeat("Words before.", 100)) + $" {Canary}");
        await DraftAsync(editor, "all-code", "All code",
            $"```\n<!-- preview ends -->\n\n\n\n\n\n\n\n{string.Join('\n', Enumerable.Repeat("code", 20))}\n{Canary}\n```");
        await editor.SaveAsync(
            "coming", new { title = Canary, filmId = "zodiac-2007", access = "free", markdown = Canary, publishedAt = site.Clock.GetUtcNow()
                .AddYears(1) });
        await editor.SaveAsync(
            "drafted", new { title = Canary, filmId = "zodiac-2007", access = "free", markdown = Canary, state = "draft" });
    }

    /// <summary>Without a clear end of its preview a text is not published for subscribers, and stays a draft.</summary>
    private static async Task DraftAsync(HttpClient editor, string slug, string title, string markdown)
    {
        using var refused = await editor.PutArticleAsync(slug, new { title, filmId = "zodiac-2007", markdown });
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, refused);
        await editor.SaveAsync(slug, new { title, filmId = "zodiac-2007", markdown, state = "draft" });
    }

    [Fact]
    public async Task Hub_WatchedWhileItMoves_TellsNoWordFromBehindThePreview()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"},{"title":"Zodiac","releaseDate":"2007-03-02"}]""");
        using var editor = await site.EditorAsync();
        using var line = new ClientWebSocket();
        await line.ConnectAsync(
            new UriBuilder(site.Address) { Scheme = "ws", Path = "/hubs/ratings" }.Uri, TestContext.Current.CancellationToken);
        var heard = new StringBuilder();
        await SayAsync(line, """{"protocol":"json","version":1}""");
        await SayAsync(line, """{"type":1,"invocationId":"1","target":"Watch","arguments":[["alien-1979","zodiac-2007"]]}""");
        await HearAsync(line, heard, "\"invocationId\":\"1\"");
        await PlantAsync(site, editor);
        await editor.VoteAsync("alien-1979", "4");
        await HearAsync(line, heard, "RatingChanged");
        Assert.DoesNotContain(Traces, trace => heard.ToString().Contains(trace, StringComparison.OrdinalIgnoreCase));
    }

    private static Task SayAsync(ClientWebSocket line, string message) =>
        line.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, endOfMessage: true,
            TestContext.Current.CancellationToken);

    private static async Task HearAsync(ClientWebSocket line, StringBuilder heard, string until)
    {
        var buffer = new byte[16_384];
        while (!heard.ToString().Contains(until, StringComparison.Ordinal))
        {
            var part = await line.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            heard.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
    }

    /// <summary>Follows every address of this site that an answer names, whatever the answer is.</summary>
    private static async Task<List<Answer>> CrawlAsync(HttpClient reader)
    {
        var (open, known, seen) = (new Queue<string>(Entrances), new HashSet<string>(Entrances), new List<Answer>());
        while (open.TryDequeue(out var address) && seen.Count < MaxAddresses)
        {
            using var response = await reader.GetAsync(address, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var headers = string.Join(
                '\n', response.Headers.Concat(response.Content.Headers).Select(
                    header => $"{header.Key}: {string.Join(',', header.Value)}"));
            seen.Add(new Answer(address, $"{headers}\n{body}"));
            foreach (var next in AddressesIn(response, body, reader.BaseAddress!).Where(known.Add)) open.Enqueue(next);
        }

        return seen;
    }

    private static IEnumerable<string> AddressesIn(HttpResponseMessage response, string body, Uri site)
    {
        var named = new List<string>();
        if (response.Headers.Location is { } location) named.Add(location.ToString());
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            using var page = new HtmlParser().ParseDocument(body);
            named.AddRange(
                page.QuerySelectorAll("a[href], link[href], script[src], img[src]").Select(
                    element => element.GetAttribute("href") ?? element.GetAttribute("src")!));
            named.AddRange(page.QuerySelectorAll("meta[content^=http]").Select(element => element.GetAttribute("content")!));
        }

        named.AddRange(Address().Matches(body).Select(match => WebUtility.HtmlDecode(match.Value)));
        foreach (var name in named)
        {
            // Fragments lead nowhere else, and signing out would end the crawl.
            if (!Uri.TryCreate(site, name, out var address)
                || address.GetLeftPart(UriPartial.Authority) != site.GetLeftPart(UriPartial.Authority)) continue;
            if (!address.AbsolutePath.StartsWith("/account/logout", StringComparison.Ordinal)) yield return address.PathAndQuery;
        }
    }

    [GeneratedRegex("""https?://127\.0\.0\.1:\d+[^\s"'<>\\]*""")]
    private static partial Regex Address();

    /// <summary>What one address answered.</summary>
    private sealed record Answer(string Address, string Text)
    {
        /// <summary>A page may repeat what its reader has just typed, and nothing else: then every trace is the search's own.</summary>
        public bool IsEcho => Address.Contains("quincunx", StringComparison.Ordinal)
            && !Text.Contains("zephyrine", StringComparison.OrdinalIgnoreCase);
    }
}
