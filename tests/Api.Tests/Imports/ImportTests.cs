using System.Net;
using System.Text;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Imports;

/// <summary>Operators import films; everybody else does not.</summary>
[Trait("Category", "Slow")]
public sealed class ImportTests(ImportTests.OwnSite own) : IClassFixture<ImportTests.OwnSite>, IAsyncLifetime
{
    private HttpClient? _client;

    private Site Site => own.Site;

    private HttpClient Operator => _client!;

    public async ValueTask InitializeAsync() => _client = await Site.OperatorAsync();

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Import_DirtyRows_TakesWhatIsCertainAndReportsTheRest()
    {
        var report = await ImportAsync("""
            [
              { "Title": "Jaws", "Release Date": "Jun 20 1975", "Running Time min": 124, "IMDB Rating": 8.3, "IMDB Votes": 138017 },
              { "Title": null, "Release Date": "Jun 12 1998" },
              { "Title": 1776, "Release Date": "Nov 17 1972" },
              7,
              { "Title": "Jaws", "Release Date": "Jun 20 1975" }
            ]
            """);
        Assert.Equal(["dryRun", "taken", "changed", "unchanged", "refused", "notes"], report.EnumerateObject().Select(field => field.Name));
        Assert.Equal((2, 0, 0), Counts(report));
        Assert.Equal([2, 4, 5], report.GetProperty("refused").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()));
        Assert.All(report.GetProperty("refused").EnumerateArray(), row => Assert.NotEmpty(row.GetProperty("reason").GetString()!));
        using var visitor = Site.Visitor();
        Assert.Equal("1776", (await visitor.ReadAsync("/api/films/1776-1972")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Import_Twice_ChangesNothingTheSecondTime()
    {
        const string films =
            """[{ "title": "Solaris", "releaseDate": "1972-03-20" }, """
            + """{ "title": "Stalker", "releaseDate": "1979-05-25", "cast": ["Alisa Freindlich"] }]""";
        Assert.Equal((2, 0, 0), Counts(await ImportAsync(films)));
        Assert.Equal((0, 0, 2), Counts(await ImportAsync(films)));
        Assert.Equal(
            (0, 1, 1), Counts(
                await ImportAsync(
                    films.Replace("\"Alisa Freindlich\"", "\"Alisa Freindlich\",\"Aleksandr Kaydanovskiy\"", StringComparison.Ordinal))));
        // what it leaves open stays
        Assert.Equal((0, 0, 1), Counts(await ImportAsync("""[{ "title": "Stalker", "releaseDate": "1979-05-25" }]""")));
    }

    [Fact]
    public async Task Import_DifferentFilmsOfOneTitleAndYear_GetSuffixesAndKeepThem()
    {
        const string films =
            """[{ "title": "Twins", "releaseDate": "1988-12-09" }, """
            + """{ "title": "Twins", "releaseDate": "1988-01-01" }, { "title": "TWINS!", "releaseDate": "1988-06-06" }]""";
        Assert.Equal((3, 0, 0), Counts(await ImportAsync(films, "?dryRun=true")));
        Assert.Equal((3, 0, 0), Counts(await ImportAsync(films)));
        Assert.Equal((0, 0, 3), Counts(await ImportAsync(films)));
        using var visitor = Site.Visitor();
        Assert.Equal("1988-12-09", (await visitor.ReadAsync("/api/films/twins-1988")).GetProperty("releaseDate").GetString());
        Assert.Equal("1988-01-01", (await visitor.ReadAsync("/api/films/twins-1988-2")).GetProperty("releaseDate").GetString());
        Assert.Equal("TWINS!", (await visitor.ReadAsync("/api/films/twins-1988-3")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Import_DryRun_TellsTheSameAndChangesNothing()
    {
        const string films = """[{ "title": "Ikiru", "releaseDate": "1952-10-09" }]""";
        var report = await ImportAsync(films, "?dryRun=true");
        Assert.True(report.GetProperty("dryRun").GetBoolean());
        Assert.Equal((1, 0, 0), Counts(report));
        using var visitor = Site.Visitor();
        using var missing = await visitor.AskAsync("/api/films/ikiru-1952");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, missing);
        Assert.Equal((1, 0, 0), Counts(await ImportAsync(films)));
        Assert.Equal((0, 0, 1), Counts(await ImportAsync(films, "?dryRun=true")));
    }

    [Fact]
    public async Task Import_Csv_ReadsQuotesAndLists()
    {
        const string csv =
            "Title,Release Date,Directors,Distributor\r\n\"Fargo, \"\"ND\"\"\",1996-03-08,Joel Coen; Ethan Coen,\r\nRan,1985-06-01,Akira "
            + "Kurosawa,Toho\r\n";
        using var response = await PostAsync(csv, "text/csv");
        Assert.Equal((2, 0, 0), Counts(await response.ReadJsonAsync()));
        using var visitor = Site.Visitor();
        var film = await visitor.ReadAsync("/api/films/fargo-nd-1996");
        Assert.Equal("Fargo, \"ND\"", film.GetProperty("title").GetString());
        Assert.Equal("""["Joel Coen","Ethan Coen"]""", film.GetProperty("directors").GetRawText());
        Assert.Equal(JsonValueKind.Null, film.GetProperty("distributor").ValueKind);
    }

    [Theory]
    [InlineData("{}", "application/json")]
    [InlineData("[{\"title\":\"Half\"},", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("name,year\r\nJaws,1975\r\n", "text/csv")]
    [InlineData("title\r\n\"Jaws", "text/csv")]
    [InlineData("", "text/csv")]
    public async Task Import_Unreadable_IsProblem400AndTakesNothing(string body, string mediaType)
    {
        using var response = await PostAsync(body, mediaType);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response);
        using var visitor = Site.Visitor();
        using var half = await visitor.AskAsync("/api/films/half");
        Assert.Equal(HttpStatusCode.NotFound, half.StatusCode);
    }

    [Fact]
    public async Task Import_WrongMediaTypeOrFlag_IsRefused()
    {
        using var type = await PostAsync("[]", "application/xml");
        await ProblemAssert.IsAsync(HttpStatusCode.UnsupportedMediaType, type);
        using var flag = await Operator.PostJsonAsync("/api/admin/films?dryRun=perhaps", "[]");
        await ProblemAssert.NamesAsync("dryRun", flag);
    }

    [Fact]
    public async Task Import_BodyOfThreeMegabytes_IsTaken()
    {
        var report = await ImportAsync(
            $$"""[{ "title": "Long", "releaseDate": "2001-01-01", "plot": "{{new string('x', 3_000_000)}}" }]""");
        Assert.Equal((1, 0, 0), Counts(report));
    }

    [Fact]
    public async Task Import_BodyOver64MiB_IsProblem413()
    {
        using var content = new ByteArrayContent(new byte[64 * 1024 * 1024 + 1]);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/admin/films") { Content = content };
        request.Headers.ExpectContinue = true;
        using var response = await Operator.SendAsync(request, TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.RequestEntityTooLarge, response);
    }

    [Fact]
    public async Task Import_NotAnOperator_IsRefused()
    {
        using var visitor = Site.Visitor();
        using var anonymous = await visitor.PostJsonAsync("/api/admin/films", "[]");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, anonymous);
        using var member = await Site.NewMemberAsync();
        using var forbidden = await member.PostJsonAsync("/api/admin/films", "[]");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, forbidden);
        using var audit = await member.AskAsync("/api/admin/audit/jaws-1975");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, audit);
    }

    private static (int Taken, int Changed, int Unchanged) Counts(JsonElement report) =>
        (report.GetProperty("taken").GetInt32(), report.GetProperty("changed").GetInt32(), report.GetProperty("unchanged").GetInt32());

    private async Task<JsonElement> ImportAsync(string json, string query = "")
    {
        using var response = await Operator.PostJsonAsync("/api/admin/films" + query, json);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.ReadJsonAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string mediaType)
    {
        using var content = new StringContent(body, Encoding.UTF8, mediaType);
        return await Operator.PostAsync("/api/admin/films", content, TestContext.Current.CancellationToken);
    }

    /// <summary>A site without a film; each test imports films of its own.</summary>
    public sealed class OwnSite : SiteFixture;
}
