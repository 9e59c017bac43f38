using System.Net;
using System.Text;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Application.Http;

namespace Reviews.Api.Tests.Me;

/// <summary>Imports of one's own ratings over HTTP, and every bad file by name.</summary>
public sealed class MyImportTests(SharedSite shared)
{
    private const string Letterboxd = "Date,Name,Year,Letterboxd URI,Rating\n";
    private const string Imdb =
        "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release "
        + "Date,Directors\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_DryRun_ReportsRowsAndChangesNothing()
    {
        using var member = await shared.Site.NewMemberAsync();
        var rows = Letterboxd + "2020-01-01,Never Let Me Go,2010,,4\n2020-01-02,never let me go!,2011,,3.5\n2020-01-03,Amelie,2001,,5\n"
            + "2020-01-04,No Such Film,1950,,5\n2020-01-05,Alien,1979,,4.2\n2020-01-06,Alien,1979,,\n2020-01-07,Zodiac,1950,,4\n";

        using var response = await SendAsync(member, rows, "?dryRun=true");
        var report = await response.ReadJsonAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            (true, "letterboxd", 2, 2), (report.GetProperty("dryRun").GetBoolean(), report.GetProperty("source").GetString(),
                report.GetProperty("total").GetInt32(), report.GetProperty("taken").GetInt32()));
        var read = report.GetProperty("report");
        Assert.Equal(
            (7, 3, 1, 1, 2, 2), (Number(read, "rows"), Number(read, "matched"), Number(read, "nearYear"), Number(read, "repeated"),
                Number(read, "notFound"), Number(read, "refused")));
        Assert.Equal(4, read.GetProperty("troubles").GetArrayLength());
        Assert.Equal(0, (await member.ReadAsync("/api/me/ratings")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Post_ImdbFile_BecomesVotesWithTheOriginalKeptUntilItIsUndone()
    {
        using var member = await shared.Site.NewMemberAsync();
        var film = await shared.NewFilmAsync();
        var number = film.Split('-')[2];
        await Eventually.GetAsync(() => member.AskAsync($"/api/films/{film}"), answer => answer.StatusCode == HttpStatusCode.OK);

        using var begun = await SendAsync(
            member, Imdb + $"tt1,7,2019-05-04,Test Film {number},,,Movie,,,,,,,\ntt2,8,2019-05-04,Test Film {number},,,TV Series,,,,,,,\n");
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        var href = (await begun.ReadJsonAsync()).GetProperty("href").GetString()!;
        var done = await StatusAsync(member, href, "done");

        Assert.Equal((1, 1, 0), (Number(done, "total"), Number(done, "done"), Number(done, "kept")));
        Assert.Equal(3.5m, (await member.ReadAsync($"/api/films/{film}/ratings/me")).GetProperty("stars").GetDecimal());
        var exported = (await member.ReadAsync("/api/me/export")).GetProperty("ratings")[0];
        Assert.Equal(("import", "imdb", 7, 10, "2019-05-04"), (
            exported.GetProperty("origin").GetString(), exported.GetProperty("original").GetProperty("source")
                .GetString(), exported.GetProperty("original").GetProperty("value").GetInt32(),
            exported.GetProperty("original").GetProperty("scale").GetInt32(), exported.GetProperty("original").GetProperty("ratedOn")
                .GetString()));

        using var undo = await member.DeleteAsync(href, Ct);
        Assert.Equal(HttpStatusCode.Accepted, undo.StatusCode);
        await StatusAsync(member, href, "undone");
        using var mine = await member.AskAsync($"/api/films/{film}/ratings/me");
        Assert.Equal(HttpStatusCode.NotFound, mine.StatusCode);
    }

    [Fact]
    public async Task Post_MovieLensWithTitles_FindsTurnedTitlesAndRefusesBareNumbers()
    {
        using var member = await shared.Site.NewMemberAsync();
        using var titled = await SendAsync(
            member, "userId,movieId,rating,timestamp,title\n7,1,4.5,1112486027,\"Amélie (Fabuleux destin d'Amélie Poulain, Le) (2001)\"\n",
            "?dryRun=true");
        Assert.Equal(1, Number(await titled.ReadJsonAsync(), "total"));

        using var bare = await SendAsync(member, "userId,movieId,rating,timestamp\n7,1,4.5,1112486027\n", "?dryRun=true");
        var read = await bare.ReadJsonAsync();
        Assert.Equal((0, 1), (Number(read, "total"), Number(read.GetProperty("report"), "refused")));
        Assert.Contains("Add the 'title' column from its movies.csv", read.GetProperty("report").GetProperty("hint").GetString(),
            StringComparison.Ordinal);

        using var several = await SendAsync(
            member, "userId,movieId,rating,timestamp\n7,1,4.5,1112486027\n8,1,4.5,1112486027\n", "?dryRun=true");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, several.StatusCode);
    }

    [Fact]
    public async Task Post_MixedEncodings_ReadsEachRowInItsOwn()
    {
        using var member = await shared.Site.NewMemberAsync();
        byte[] rows = [.. Encoding.UTF8.GetBytes(Letterboxd + "2020-01-01,Amélie,2001,,5\n"),
            .. Encoding.Latin1.GetBytes("2020-01-02,Amélie,2001,,4\n")];

        using var response = await SendAsync(member, new ByteArrayContent(rows), "?dryRun=true");
        var report = (await response.ReadJsonAsync()).GetProperty("report");
        Assert.Equal((2, 1), (Number(report, "matched"), Number(report, "recoded")));

        using var marked = await SendAsync(member, new ByteArrayContent([.. Encoding.UTF8.GetPreamble(), .. rows]), "?dryRun=true");
        Assert.Equal(2, Number((await marked.ReadJsonAsync()).GetProperty("report"), "matched"));
        using var wide = await SendAsync(
            member, new ByteArrayContent(
                [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Letterboxd + "2020-01-01,Amélie,2001,,5\n")]),
                    "?dryRun=true");
        Assert.Equal(1, Number(await wide.ReadJsonAsync(), "total"));
    }

    [Theory]
    [InlineData("Datum,Name,Jahr\n2020-01-01,Alien,1979\n")]
    [InlineData("")]
    [InlineData("{\"title\":\"Alien\"}")]
    [InlineData("Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,\"Alien,1979,,4\n")]
    public async Task Post_WrongHeaderOrTornFile_IsRefusedWithWhatIsExpected(string body)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await SendAsync(member, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await response.ReadJsonAsync()).GetProperty("detail").GetString()!);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Post_MillionRows_IsReadAndAnsweredWithAReportOfBoundedLength()
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await SendAsync(
            member, new StreamContent(new EndlessRows(Letterboxd.Length + (1_000_000L * EndlessRows.RowLength))), "?dryRun=true");
        var report = (await response.ReadJsonAsync()).GetProperty("report");

        Assert.Equal((1_000_000, 1_000_000, 200),
            (Number(report, "rows"), Number(report, "notFound"), report.GetProperty("troubles").GetArrayLength()));
    }

    [Fact]
    public async Task Post_LongerThanAnImportMayBe_Is413AndNothingOfItIsKept()
    {
        using var member = await shared.Site.NewMemberAsync();
        const long length = BodyLimits.Import + 1;
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/api/me/imports") { Content = new StreamContent(new EndlessRows(length)) };
        (request.Content.Headers.ContentType, request.Content.Headers.ContentLength) = (new("text/csv"), length);
        // or the server hangs up while the rest is still being sent, and the answer is lost now and then
        request.Headers.ExpectContinue = true;
        using var response = await member.SendAsync(request, Ct);
        await ProblemAssert.IsAsync(HttpStatusCode.RequestEntityTooLarge, response);
        Assert.Empty((await member.ReadAsync("/api/me/imports")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("perhaps")]
    [InlineData("1")]
    public async Task Post_DryRunThatIsNone_NamesIt(string flag)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await SendAsync(member, Letterboxd, $"?dryRun={flag}");
        await ProblemAssert.NamesAsync("dryRun", response);
    }

    [Fact]
    public async Task Page_LookedAtBegunAndUndone_NeedsNoScript()
    {
        using var browser = new PaperBrowser(shared.Site);
        using var member = await shared.Site.SignedInAsync(await browser.JoinAsync());
        await browser.OpenAsync("/account/settings/import");
        await browser.UploadAsync(
            "[data-part=check]", "file", Encoding.UTF8.GetBytes("userId,movieId,rating,timestamp\n7,1,4.5,1112486027\n"));
        Assert.StartsWith(
            "MovieLens' ratings.csv has only its own film numbers.", browser.Text(".import-standing"), StringComparison.Ordinal);
        await browser.UploadAsync("[data-part=check]", "file", Encoding.UTF8.GetBytes("Datum,Name\n"));
        Assert.StartsWith("The first line has no known columns.", browser.Text("[role=alert]"), StringComparison.Ordinal);

        await browser.OpenAsync("/account/settings/import");
        await browser.UploadAsync("[data-part=check]", "file", Encoding.UTF8.GetBytes(Letterboxd + "2020-01-01,Amélie,2001,,5\n"));
        Assert.Equal("This is what would change. Nothing has changed yet.", browser.Text(".import-standing"));
        Assert.Empty((await member.ReadAsync("/api/me/ratings")).GetProperty("items").EnumerateArray());
        await browser.PressAsync("[data-part=start]");
        await StandsAsync(browser, "Done: 1 film.");
        Assert.Equal(5, (await member.ReadAsync("/api/films/amelie-2001/ratings/me")).GetProperty("stars").GetDouble());
        await browser.PressAsync("[data-part=undo]");
        await StandsAsync(browser, "Undone.");
        Assert.Empty((await member.ReadAsync("/api/me/ratings")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Imports_OfNobodyOrOfNoNumber_AreRefusedInOrder()
    {
        using var visitor = shared.Site.Visitor();
        using var unknown = await SendAsync(visitor, Letterboxd);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);

        using var member = await shared.Site.NewMemberAsync();
        foreach (var id in new[] { "1", "0", "x", "99999999999" })
        {
            using var response = await member.AskAsync($"/api/me/imports/{id}");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        using var json = await member.PostJsonAsync("/api/me/imports", "[]");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
    }

    private static Task<string> StandsAsync(PaperBrowser browser, string standing) => Eventually.GetAsync(
        async () =>
        {
            await browser.OpenAsync("/account/settings/import");
            return browser.Text(".import-standing");
        },
        now => now == standing);

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static Task<HttpResponseMessage> SendAsync(HttpClient member, string csv, string query = "") =>
        SendAsync(member, new StringContent(csv, Encoding.UTF8), query);

    private static Task<HttpResponseMessage> SendAsync(HttpClient member, HttpContent body, string query = "")
    {
        body.Headers.ContentType = new("text/csv");
        return member.PostAsync("/api/me/imports" + query, body, Ct);
    }

    private static Task<JsonElement> StatusAsync(HttpClient member, string href, string status) =>
        Eventually.GetAsync(() => member.ReadAsync(href), import => import.GetProperty("status").GetString() == status);
}
