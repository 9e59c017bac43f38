using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Films;

/// <summary>The list of films: pages, orders, and what is no page or order.</summary>
[Trait("Category", "Slow")]
public sealed class FilmListTests(FilmListTests.ListedSite listed) : IClassFixture<FilmListTests.ListedSite>
{
    private const string Films = """
        [
          { "title": "Bravo", "releaseDate": "2001-01-01" },
          { "title": "alpha", "releaseDate": "2003-01-01" },
          { "title": "Écho", "releaseDate": "1999-01-01" },
          { "title": "Delta" },
          { "title": "Foxtrot", "releaseDate": "2001-01-01" }
        ]
        """;

    private Site Site => listed.Site;

    [Theory]
    [InlineData("title", "alpha-2003 bravo-2001 delta echo-1999 foxtrot-2001")]
    [InlineData("-title", "foxtrot-2001 echo-1999 delta bravo-2001 alpha-2003")]
    [InlineData("released", "echo-1999 bravo-2001 foxtrot-2001 alpha-2003 delta")]
    [InlineData("-released", "alpha-2003 bravo-2001 foxtrot-2001 echo-1999 delta")]
    [InlineData("votes", "alpha-2003 bravo-2001 echo-1999 foxtrot-2001 delta")]
    [InlineData("-votes", "delta foxtrot-2001 alpha-2003 bravo-2001 echo-1999")]
    [InlineData("readers", "delta alpha-2003 bravo-2001 echo-1999 foxtrot-2001")]
    [InlineData("-readers", "foxtrot-2001 alpha-2003 bravo-2001 echo-1999 delta")]
    [InlineData("critic", "alpha-2003 bravo-2001 delta echo-1999 foxtrot-2001")]
    [InlineData("-critic", "alpha-2003 bravo-2001 delta echo-1999 foxtrot-2001")]
    public async Task List_Sorted_TiesGoByFilmId(string sort, string expected)
    {
        using var visitor = Site.Visitor();
        var list = await Eventually.GetAsync(() => visitor.ReadAsync($"/api/films?sort={sort}"), page => Ids(page) == expected);
        Assert.Equal(["items", "total", "page", "pageSize"], list.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task List_PageByPage_HasEachFilmOnce()
    {
        using var visitor = Site.Visitor();
        var seen = new List<string>();
        for (var page = 1; page <= 4; page++)
        {
            using var response = await visitor.AskAsync($"/api/films?page={page}&pageSize=2");
            Assert.Equal("public, max-age=5", response.Headers.CacheControl?.ToString());
            var list = await response.ReadJsonAsync();
            Assert.Equal(
                (5, page, 2), (
                    list.GetProperty("total").GetInt32(), list.GetProperty("page").GetInt32(), list.GetProperty("pageSize").GetInt32()));
            seen.AddRange(Ids(list).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        Assert.Equal("alpha-2003 bravo-2001 delta echo-1999 foxtrot-2001", string.Join(' ', seen));
    }

    [Fact]
    public async Task List_WithoutParameters_Is24ByTitle()
    {
        using var visitor = Site.Visitor();
        var list = await visitor.ReadAsync("/api/films");
        Assert.Equal(24, list.GetProperty("pageSize").GetInt32());
        Assert.Equal("alpha-2003", list.GetProperty("items")[0].GetProperty("filmId").GetString());
        Assert.Equal(
            ["filmId", "title", "releaseDate", "runtimeMinutes", "mpaa", "genre", "directors", "distributor", "critic", "rating"],
            list.GetProperty("items")[0].EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData("page", "0")]
    [InlineData("page", "-1")]
    [InlineData("page", "two")]
    [InlineData("page", "1.5")]
    [InlineData("page", "")]
    [InlineData("page", "99999999999999999999")]
    [InlineData("page", "2147483647")]
    [InlineData("pageSize", "0")]
    [InlineData("pageSize", "101")]
    [InlineData("pageSize", "-24")]
    [InlineData("pageSize", "all")]
    [InlineData("sort", "colour")]
    [InlineData("sort", "--title")]
    [InlineData("sort", "")]
    [InlineData("sort", "Title")]
    public async Task List_ParameterOutOfRange_NamesIt(string name, string value)
    {
        using var visitor = Site.Visitor();
        using var response = await visitor.AskAsync($"/api/films?{name}={value}");
        await ProblemAssert.NamesAsync(name, response);
    }

    [Fact]
    public async Task List_TwoParametersOutOfRange_NamesBoth()
    {
        using var visitor = Site.Visitor();
        using var response = await visitor.AskAsync("/api/films?page=0&sort=colour");
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response);
        Assert.Equal(["page", "sort"], problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
    }

    private static string Ids(JsonElement list) =>
        string.Join(' ', list.GetProperty("items").EnumerateArray().Select(film => film.GetProperty("filmId").GetString()));

    /// <summary>A site with five films and three votes.</summary>
    public sealed class ListedSite : SiteFixture
    {
        private protected override async Task FillAsync(Site site)
        {
            await site.ImportAsync(Films);
            using var one = await site.NewMemberAsync();
            using var other = await site.NewMemberAsync();
            await one.VoteAsync("foxtrot-2001", "5");
            await one.VoteAsync("delta", "1");
            await other.VoteAsync("delta", "1");
            using var visitor = site.Visitor();

            // The list's order may be a second old, and the index hears of films by the feed.
            await Eventually.GetAsync(
                () => visitor.ReadAsync("/api/films?sort=-votes"),
                list => list.GetProperty("total").GetInt32() == 5 && Ids(list).StartsWith("delta", StringComparison.Ordinal));
        }
    }
}
