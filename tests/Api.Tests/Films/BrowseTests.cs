using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Films;

namespace Reviews.Api.Tests.Films;

/// <summary>Browse and search as callers of the API meet them.</summary>
public sealed class BrowseTests(SharedSite shared)
{
    [Theory]
    [InlineData("search=never let me go")]
    [InlineData("search=nevr let me go")]
    [InlineData("search=mulligan")]
    [InlineData("search=romanek&sort=-votes")]
    [InlineData("genre=drama")]
    [InlineData("mpaa=r&decade=2010")]
    [InlineData("director=mark romanek&cast=Carey Mulligan&distributor=fox searchlight")]
    [InlineData("search=searchlight&genre=Drama&mpaa=&decade=&stars=")]
    public async Task List_FilterOrSearch_GivesTheFilmThatFits(string query)
    {
        using var visitor = shared.Site.Visitor();
        var list = await visitor.ReadAsync("/api/films?" + query);
        Assert.Equal("never-let-me-go-2010", Assert.Single(Ids(list)));
    }

    [Theory]
    [InlineData("genre=Kung fu")]
    [InlineData("decade=1450")]
    [InlineData("search=%F0%9F%8E%AC")]
    [InlineData("search=%22%20OR%20*")]
    [InlineData("search=%E2%80%AE%00")]
    [InlineData("page=99999")]
    public async Task List_NothingFits_IsEmpty(string query)
    {
        using var visitor = shared.Site.Visitor();
        Assert.Empty(Ids(await visitor.ReadAsync("/api/films?" + query)));
    }

    [Fact]
    public async Task List_ByStars_GivesWhatReadersGaveAtLeast()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        await member.VoteAsync(filmId, "4.5");
        using var visitor = shared.Site.Visitor();
        await Eventually.GetAsync(() => visitor.ReadAsync("/api/films?stars=4.5&pageSize=100"), list => Ids(list).Contains(filmId));
        Assert.DoesNotContain(filmId, Ids(await visitor.ReadAsync("/api/films?stars=5&pageSize=100")));
    }

    [Fact]
    public async Task List_WithFacets_CountsThem()
    {
        using var visitor = shared.Site.Visitor();
        var list = await visitor.ReadAsync("/api/films?search=never&genre=Drama&facets=true");
        var facets = list.GetProperty("facets").EnumerateArray().ToArray();
        Assert.Equal(["genre", "mpaa", "director", "cast", "distributor", "decade", "stars"],
            facets.Select(facet => facet.GetProperty("name").GetString()));
        Assert.Equal("""[{"value":"Drama","count":1}]""", facets[0].GetProperty("choices").GetRawText());
        Assert.Equal("""[{"value":"2010","count":1}]""", facets[5].GetProperty("choices").GetRawText());
        Assert.False((await visitor.ReadAsync("/api/films?facets=false")).TryGetProperty("facets", out _));
    }

    [Theory]
    [InlineData("decade", "abc")]
    [InlineData("decade", "1994")]
    [InlineData("decade", "-1990")]
    [InlineData("decade", "99999999990")]
    [InlineData("stars", "0")]
    [InlineData("stars", "3.3")]
    [InlineData("stars", "5.5")]
    [InlineData("stars", "many")]
    [InlineData("sort", "relevance")]
    [InlineData("facets", "perhaps")]
    public async Task List_ParameterMalformed_NamesIt(string name, string value)
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync($"/api/films?{name}={value}");
        await ProblemAssert.NamesAsync(name, response);
    }

    [Theory]
    [InlineData("search")]
    [InlineData("director")]
    public async Task List_TextTooLong_NamesIt(string name)
    {
        using var visitor = shared.Site.Visitor();
        using var longest = await visitor.AskAsync($"/api/films?{name}={new string('a', FilmQuery.MaxTextLength)}");
        Assert.True(longest.IsSuccessStatusCode);
        using var response = await visitor.AskAsync($"/api/films?{name}={new string('a', 10_000)}");
        await ProblemAssert.NamesAsync(name, response);
    }

    [Fact]
    public async Task List_FilmPublishedAndRenamed_IsFoundByItsNewNameAlone()
    {
        var filmId = await shared.NewFilmAsync();
        var grain = shared.Site.Grains.GetGrain<Contracts.Films.IFilmGrain>(filmId);
        var details = (await grain.ReadAsync()).Details!;
        using var visitor = shared.Site.Visitor();
        await grain.PublishAsync(details with { Title = "Quokka Sunrise" });
        await Eventually.GetAsync(() => visitor.ReadAsync("/api/films?search=quokka"), list => Ids(list).SequenceEqual([filmId]));
        await grain.PublishAsync(details with { Title = "Wombat Sunset" });
        await Eventually.GetAsync(() => visitor.ReadAsync("/api/films?search=wombat"), list => Ids(list).SequenceEqual([filmId]));
        await Eventually.GetAsync(() => visitor.ReadAsync("/api/films?search=quokka"), list => Ids(list).Length == 0);
    }

    /// <summary>Browsing costs what this node has in memory, and nothing else.</summary>
    [Fact]
    public async Task List_AnyQuery_CallsNoGrain()
    {
        string[] browses =
        [
            "/api/films", "/api/films?facets=true", "/api/films?search=never&facets=true",
            "/api/films?search=nevr&genre=Drama&sort=-readers",
            "/api/films?genre=Drama&decade=2010&stars=1", "/api/films?page=4000", "/", "/films", "/films?sort=-votes&search=nevr",
            "/api/films/never-let-me-go-2010",
        ];
        using var visitor = shared.Site.Visitor();
        foreach (var browse in browses)
        {
            var answer = await shared.Site.GrainCalls.AskAsync(visitor, browse);
            Assert.Equal(200, answer.Status);
            Assert.Empty(answer.Calls);
        }

        // The count counts: a film that the node does not know is asked of its shard.
        var unknown = await shared.Site.GrainCalls.AskAsync(visitor, "/api/films/nobody-knows-1900");
        Assert.Equal(["ICatalogueShardGrain.FindAsync"], unknown.Calls);
    }

    private static string[] Ids(JsonElement list) =>
        [.. list.GetProperty("items").EnumerateArray().Select(film => film.GetProperty("filmId").GetString()!)];
}
