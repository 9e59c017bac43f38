using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Damage;

/// <summary>
/// A damaged part of the catalogue keeps the site neither from starting nor from showing the rest, and nobody takes the rest for all.
/// </summary>
[Trait("Category", "Slow")]
public sealed class DamagedShardTests
{
    [Fact]
    public async Task Shard_DamagedJournal_SiteStartsAndListsSayWhatTheyLack()
    {
        await using var store = await DamagedSite.StartAsync(_ => [DamagedSite.Shard]);
        using var visitor = store.Site.Visitor();
        await visitor.IsDegradedAsync(DamagedSite.Shard);
        Assert.Contains(
            "is ready", await Eventually.GetAsync(
                () => Task.FromResult(store.Site.Output), said => said.Contains("is ready", StringComparison.Ordinal)));

        var list = await visitor.IsIncompleteAsync("/api/films");
        Assert.Equal(
            [DamagedSite.OtherFilm], list.GetProperty("items").EnumerateArray().Select(film => film.GetProperty("filmId").GetString()));
        foreach (var path in new[] { "/api/films?search=alien", "/api/films?facets=true", "/api/articles" })
            await visitor.IsIncompleteAsync(path);
        foreach (var path in new[] { "/", "/films", "/reviews", "/films?search=alien" }) await SaysWhatItLacksAsync(visitor, path);
        foreach (var path in new[] { "/sitemap.xml", "/sitemap-1.xml", "/feed.xml" })
            using (var face = await visitor.AskAsync(path)) await DamageAssert.IsSaidOnPageAsync(face);
        using (var film = await visitor.AskAsync($"/api/films/{DamagedSite.Film}")) await DamageAssert.IsSaidAsync(film);
        using (var page = await visitor.AskAsync($"/films/{DamagedSite.Film}")) await DamageAssert.IsSaidOnPageAsync(page);
        Assert.Equal(2, (await visitor.ReadAsync($"/api/films/{DamagedSite.OtherFilm}/rating")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Film_RepairedWhileNobodyAsksForIt_IsListedAgainAndNamedNoMore()
    {
        const string journal = "film/" + DamagedSite.Film;
        await using var store = await DamagedSite.StartAsync(_ => [journal]);
        using var visitor = store.Site.Visitor();
        using (var film = await visitor.AskAsync($"/api/films/{DamagedSite.Film}/rating/timeline")) await DamageAssert.IsSaidAsync(film);
        await visitor.IsDegradedAsync(journal);

        store.Repair(journal);
        await Eventually.GetAsync(() => visitor.ReadAsync("/health/ready"), ready => ready.GetProperty("status").GetString() == "ready");
        await Eventually.GetAsync(() => visitor.ReadAsync("/api/films"), list => list.GetProperty("items").GetArrayLength() == 2);
    }

    [Fact]
    public async Task Shard_RepairedWhileTheSiteRuns_IsWholeAgainAndNamedNoMore()
    {
        await using var store = await DamagedSite.StartAsync(_ => [DamagedSite.Shard]);
        using var visitor = store.Site.Visitor();
        await visitor.IsDegradedAsync(DamagedSite.Shard);
        store.Repair(DamagedSite.Shard);
        await Eventually.GetAsync(() => visitor.ReadAsync("/health/ready"), ready => ready.GetProperty("status").GetString() == "ready");
        var list = await Eventually.GetAsync(() => visitor.ReadAsync("/api/films"), list => list.GetProperty("total").GetInt32() == 2);
        Assert.False(list.TryGetProperty("incomplete", out _));
        Assert.Equal(1, (await visitor.ReadAsync($"/api/films/{DamagedSite.Film}/rating")).GetProperty("count").GetInt32());
    }

    private static async Task SaysWhatItLacksAsync(HttpClient visitor, string path)
    {
        using var page = await visitor.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.True(page.Headers.CacheControl?.NoStore, path);
        Assert.Contains(
            "missing here", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
