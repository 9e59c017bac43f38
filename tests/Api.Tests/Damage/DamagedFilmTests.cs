using System.Net;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Damage;

/// <summary>A film whose journal is damaged says so wherever it would be shown, and nobody else suffers.</summary>
[Trait("Category", "Slow")]
public sealed class DamagedFilmTests
{
    private const string Film = DamagedSite.Film;

    [Fact]
    public async Task Film_DamagedJournal_IsSaidOnEveryFace()
    {
        await using var store = await DamagedSite.StartAsync(_ => [$"film/{Film}"]);
        var site = store.Site;
        using var member = await site.SignedInAsync(DamagedSite.Member);   // who voted on it signs in all the same
        using var visitor = site.Visitor();
        using (var vote = await member.PutJsonAsync($"/api/films/{Film}/ratings/me", """{"stars":2}"""))
            await DamageAssert.IsSaidAsync(vote);

        foreach (var path in ApiPaths(site)) using (var answer = await visitor.AskAsync(path)) await DamageAssert.IsSaidAsync(answer);
        foreach (var path in PagePaths(site)) using (var page = await visitor.AskAsync(path)) await DamageAssert.IsSaidOnPageAsync(page);
        await WatchIsRefusedAsync(site);
        await ListsLeaveItOutAsync(visitor);
        await visitor.IsDegradedAsync($"film/{Film}");
        await OperatorsAreToldAsync(site);
        await OthersGoOnAsync(site, visitor);
    }

    /// <summary>
    /// All reads of one film that are mapped, from the routes themselves: a new one is looked at without being named here.
    /// </summary>
    private static IEnumerable<string> ApiPaths(Site site) =>
        PathsOf(site, "/api/films/{filmId}").Where(path => !path.EndsWith("/me", StringComparison.Ordinal));

    private static IEnumerable<string> PagePaths(Site site) =>
        PathsOf(site, "/films/{filmId}").Where(
            path => !path.EndsWith("/mine", StringComparison.Ordinal) && !path.EndsWith("/report", StringComparison.Ordinal));

    private static string[] PathsOf(Site site, string root) =>
    [
        .. site.ReadPatterns().Select(pattern => "/" + pattern.TrimStart('/'))
            .Where(pattern => pattern.StartsWith(root, StringComparison.Ordinal))
            .Select(pattern => pattern.Replace("{filmId}", Film, StringComparison.Ordinal).Replace(
                "{reviewId}", "1", StringComparison.Ordinal)
                .Replace("{userId}", "1", StringComparison.Ordinal))
            .Distinct(),
    ];

    private static async Task WatchIsRefusedAsync(Site site)
    {
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(site.Address, "/hubs/ratings")).Build();
        await connection.StartAsync(TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<HubException>(
            () => connection.InvokeAsync<object>("Watch", new[] { Film }, TestContext.Current.CancellationToken));
        Assert.Contains(Film, refused.Message, StringComparison.Ordinal);
        Assert.Contains("can't be read", refused.Message, StringComparison.Ordinal);
    }

    private static async Task ListsLeaveItOutAsync(HttpClient visitor)
    {
        foreach (var path in new[] { "/api/films", "/api/films?search=alien", "/api/films?facets=true&sort=-readers" })
        {
            var list = await Eventually.GetAsync(() => visitor.ReadAsync(path), list => list.TryGetProperty("incomplete", out _));
            Assert.DoesNotContain(Film, list.GetProperty("items").EnumerateArray().Select(film => film.GetProperty("filmId").GetString()));
            await visitor.IsIncompleteAsync(path);
        }

        foreach (var path in new[] { "/", "/films" })
        {
            var page = await visitor.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.Contains("missing here", page, StringComparison.Ordinal);
            Assert.DoesNotContain($"/films/{Film}\"", page, StringComparison.Ordinal);
        }
    }

    private static async Task OperatorsAreToldAsync(Site site)
    {
        using var operators = await site.OperatorAsync();
        var told = (await operators.ReadAsync("/api/admin/ops")).GetProperty("unreadable").EnumerateArray().Single();
        Assert.Equal($"film/{Film}", told.GetProperty("name").GetString());
        Assert.False(string.IsNullOrEmpty(told.GetProperty("reason").GetString()));
        using var browser = await site.BrowserAsync(Site.OperatorEmail);
        Assert.Contains(
            $"film/{Film}", await browser.GetStringAsync("/ops", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task OthersGoOnAsync(Site site, HttpClient visitor)
    {
        using var other = await site.SignedInAsync(DamagedSite.OtherMember);
        await other.VoteAsync(DamagedSite.OtherFilm, "1");
        Assert.Equal(2, (await visitor.ReadAsync($"/api/films/{DamagedSite.OtherFilm}/rating")).GetProperty("count").GetInt32());
        var article = await visitor.GetStringAsync($"/reviews/{DamagedSite.Article}", TestContext.Current.CancellationToken);
        Assert.Contains("rating can’t be read", article, StringComparison.Ordinal);
        foreach (var path in new[] { "/sitemap.xml", "/feed.xml", $"/films/{DamagedSite.OtherFilm}" })
        {
            using var answer = await visitor.AskAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
