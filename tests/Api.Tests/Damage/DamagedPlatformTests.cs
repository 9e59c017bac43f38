using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Damage;

/// <summary>What the whole site stands on is damaged: it starts all the same, serves what it can, and says what it can't.</summary>
[Trait("Category", "Slow")]
public sealed class DamagedPlatformTests
{
    [Theory]
    [InlineData("keyring/0#%", "keyring/0#keys")]
    [InlineData("method/0#%", "method/0#method")]
    public async Task Record_Damaged_SiteStartsServesAndSignsIn(string damaged, string name)
    {
        await using var store = await DamagedSite.StartAsync(_ => [damaged]);
        using var visitor = store.Site.Visitor();
        using (var page = await visitor.AskAsync($"/films/{DamagedSite.Film}")) Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var member = await store.Site.SignedInAsync(DamagedSite.Member);
        await member.VoteAsync(DamagedSite.Film, "2");
        await visitor.IsDegradedAsync(name);
    }

    [Fact]
    public async Task Outbox_Damaged_PromisesNoLetterAndServesTheRest()
    {
        await using var store = await DamagedSite.StartAsync(_ => ["outbox/0"]);
        using var visitor = store.Site.Visitor();
        foreach (var email in new[] { DamagedSite.Member, "nobody@example.com" })
        {
            using var asked = await visitor.PostJsonAsync("/api/account/forgotPassword", $$"""{"email":"{{email}}"}""");
            await DamageAssert.IsSaidAsync(asked);
        }

        using var member = await store.Site.SignedInAsync(DamagedSite.Member);
        await member.VoteAsync(DamagedSite.Film, "2");
        await visitor.IsDegradedAsync("outbox/0");
    }

    [Fact]
    public async Task NamesAndModerationAndShelf_Damaged_SiteStartsAndServes()
    {
        await using var store = await DamagedSite.StartAsync(_ => ["name/%#%"]);
        using var visitor = store.Site.Visitor();
        using (var page = await visitor.AskAsync($"/films/{DamagedSite.Film}")) Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using (var login = await visitor.LogInAsync(DamagedSite.Member)) await DamageAssert.IsSaidAsync(login);
        using (var again = await visitor.RegisterAsync(DamagedSite.Member)) await DamageAssert.IsSaidAsync(again);
        var ready = await visitor.ReadAsync("/health/ready");
        Assert.Equal("degraded", ready.GetProperty("status").GetString());
        Assert.DoesNotContain("example.com", ready.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
