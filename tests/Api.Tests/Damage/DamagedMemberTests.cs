using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Damage;

/// <summary>A member, a review or an article that is damaged says so, and no other is touched.</summary>
[Trait("Category", "Slow")]
public sealed class DamagedMemberTests
{
    [Fact]
    public async Task Member_DamagedJournal_SignInSaysSoAndOthersGoOn()
    {
        await using var store = await DamagedSite.StartAsync(store => [$"user/{store.MemberKey}"]);
        using var visitor = store.Site.Visitor();
        using (var login = await visitor.LogInAsync(DamagedSite.Member)) await DamageAssert.IsSaidAsync(login);
        using (var profile = await visitor.AskAsync($"/api/users/{store.MemberId}")) await DamageAssert.IsSaidAsync(profile);
        using (var page = await visitor.AskAsync($"/members/{store.MemberId}")) await DamageAssert.IsSaidOnPageAsync(page);
        await visitor.IsDegradedAsync($"user/{store.MemberKey}");

        var reviews = await visitor.ReadAsync($"/api/films/{DamagedSite.OtherFilm}/reviews");
        Assert.Equal(2, reviews.GetProperty("items").GetArrayLength());
        Assert.Equal(2, (await visitor.ReadAsync($"/api/films/{DamagedSite.OtherFilm}/rating")).GetProperty("count").GetInt32());
        await IsReportedAndHiddenAsync(store);
        await OtherIsErasedAsync(store.Site);
    }

    [Fact]
    public async Task ReviewAndArticle_DamagedRecords_AreSaidAndListsGoOn()
    {
        await using var store = await DamagedSite.StartAsync(
            store => [$"review/{store.MemberKey}+{DamagedSite.OtherFilm}#%", $"article/{DamagedSite.Article}#%"]);
        using var visitor = store.Site.Visitor();
        using (var review = await visitor.AskAsync($"/api/films/{DamagedSite.OtherFilm}/reviews/{store.MemberId}"))
            await DamageAssert.IsSaidAsync(review);
        var list = await visitor.IsIncompleteAsync($"/api/films/{DamagedSite.OtherFilm}/reviews");
        Assert.Equal(1, list.GetProperty("items").GetArrayLength());
        Assert.Contains(
            "missing here", await visitor.GetStringAsync(
                $"/films/{DamagedSite.OtherFilm}/reviews", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var editor = await store.Site.EditorAsync();
        using (var article = await editor.AskAsync($"/api/articles/{DamagedSite.Article}")) await DamageAssert.IsSaidAsync(article);
        using (var page = await editor.AskAsync($"/reviews/{DamagedSite.Article}")) await DamageAssert.IsSaidOnPageAsync(page);
        using var preview = await visitor.AskAsync($"/reviews/{DamagedSite.Article}");   // that everybody may read, and the shard holds it
        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
    }

    private static async Task IsReportedAndHiddenAsync(DamagedSite store)
    {
        using var other = await store.Site.SignedInAsync(DamagedSite.OtherMember);
        using var moderator = await store.Site.ModeratorAsync();
        using var reported = await other.PostJsonAsync(
            $"/api/films/{DamagedSite.OtherFilm}/reviews/{store.MemberId}/reports", """{"reason":"Spam"}""");
        Assert.True(reported.IsSuccessStatusCode, $"{reported.StatusCode}");
        var queue = await moderator.ReadAsync("/api/moderation/queue");
        Assert.Equal(1, queue.GetProperty("items").GetArrayLength());
        using var browser = await store.Site.ModeratorBrowserAsync();
        await browser.OpenAsync("/moderation");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    private static async Task OtherIsErasedAsync(Site site)
    {
        using var other = await site.SignedInAsync(DamagedSite.OtherMember);
        using var erased = await other.DeleteJsonAsync("/api/me", """{"confirm":"erase"}""");
        Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        using var visitor = site.Visitor();
        await Eventually.GetAsync(
            () => visitor.ReadAsync($"/api/films/{DamagedSite.OtherFilm}/rating"), rating => rating.GetProperty("count").GetInt32() == 1);
    }
}
