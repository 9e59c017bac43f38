using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Me;

/// <summary>Members take all they have with them, and can erase themselves.</summary>
[Trait("Category", "Slow")]
public sealed class MyDataTests(SharedSite shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OfAMember_HoldsAccountAndVotesWithoutSecrets()
    {
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        var (kept, withdrawn) = (await shared.NewFilmAsync(), await shared.NewFilmAsync());
        await member.VoteAsync(kept, "4.5");
        await member.VoteAsync(withdrawn, "1");
        using var gone = await member.DeleteAsync($"/api/films/{withdrawn}/ratings/me", Ct);

        var export = await member.ReadAsync("/api/me/export");

        Assert.Equal(email, export.GetProperty("account").GetProperty("email").GetString());
        var ratings = export.GetProperty("ratings");
        Assert.Equal(
            (kept, 4.5m, "api"), (ratings[0].GetProperty("filmId").GetString(), ratings[0].GetProperty("stars").GetDecimal(),
                ratings[0].GetProperty("origin").GetString()));
        Assert.Equal(JsonValueKind.Null, ratings[1].GetProperty("stars").ValueKind);
        foreach (var secret in new[] { "passwordHash", "securityStamp", "authenticatorKey\"" })
            Assert.DoesNotContain(secret, export.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Delete_Member_IsSignedOutEverywhereAndAveragesAreAsIfNeverVoted()
    {
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        using var elsewhere = await shared.Site.BrowserAsync(email);
        using var other = await shared.Site.NewMemberAsync();
        var film = await shared.NewFilmAsync();
        await other.VoteAsync(film, "2");
        await member.VoteAsync(film, "5");
        var userId = (await member.ReadAsync("/api/me")).GetProperty("userId").GetString();

        using var erased = await member.DeleteJsonAsync("/api/me", """{"confirm":"erase"}""");

        Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        foreach (var dead in new[] { member, elsewhere })
        {
            using var refused = await dead.AskAsync("/api/me");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var visitor = shared.Site.Visitor();
        var href = (await erased.ReadJsonAsync()).GetProperty("href").GetString()!;
        var done = await Eventually.GetAsync(
            () => visitor.ReadAsync(href), progress => progress.GetProperty("status").GetString() == "done");
        Assert.Equal(
            (1, 1), (done.GetProperty("votes").GetProperty("total").GetInt32(), done.GetProperty("votes").GetProperty("done").GetInt32()));
        await Eventually.GetAsync(() => visitor.ReadAsync($"/api/films/{film}/rating"),
            rating => rating.GetProperty("count").GetInt32() == 1 && rating.GetProperty("average").GetDecimal() == 2m);
        using var profile = await visitor.AskAsync($"/api/users/{userId}");
        Assert.Equal(HttpStatusCode.NotFound, profile.StatusCode);
        var letter = await shared.Site.MailAsync(email, "Your account is being erased");
        Assert.Contains("This can't be undone.", letter.TextBody, StringComparison.Ordinal);
        using var again = await visitor.RegisterAsync(email);   // the email is free
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Erasure_WrongAddressOrAfterThirtyDays_IsNotTold()
    {
        await using var site = await Site.StartAsync();
        using var member = await site.NewMemberAsync();
        using var erased = await member.DeleteJsonAsync("/api/me", """{"confirm":"erase"}""");
        var href = (await erased.ReadJsonAsync()).GetProperty("href").GetString()!;
        using var visitor = site.Visitor();
        await Eventually.GetAsync(() => visitor.ReadAsync(href), progress => progress.GetProperty("status").GetString() == "done");

        foreach (var address in new[] { href[..^1], href[..^1] + (href[^1] == '0' ? '1' : '0'), "/api/erasures/x" })
        {
            using var wrong = await visitor.AskAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        }

        site.Clock.Advance(TimeSpan.FromDays(31));
        using var late = await visitor.AskAsync(href);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task Delete_MemberWhoWroteAndMarked_ReviewsMarksAndNamesAreGone()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        using var other = await shared.Site.NewMemberAsync();
        var name = $"Erased {filmId}";
        using var named = await member.PutJsonAsync("/api/me", $$"""{"displayName":"{{name}}"}""");
        await member.ReviewAsync(filmId, "Mine");
        var theirs = await other.ReviewAsync(filmId, "Theirs");
        using var marked = await member.PutAsync($"/api/films/{filmId}/reviews/{theirs}/helpful", null, Ct);
        Assert.Equal(1, (await marked.ReadJsonAsync()).GetProperty("helpful").GetInt32());

        var done = await ErasedAsync(shared.Site, member);

        Assert.Equal(
            (2, 2), (
                done.GetProperty("reviews").GetProperty("total").GetInt32(), done.GetProperty("reviews").GetProperty("done").GetInt32()));
        var left = Assert.Single((await other.ReadAsync($"/api/films/{filmId}/reviews")).GetProperty("items").EnumerateArray());
        Assert.Equal(("Theirs", 0), (left.GetProperty("title").GetString(), left.GetProperty("helpful").GetInt32()));
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{filmId}");
        Assert.DoesNotContain(name, browser.Page.Source.Text, StringComparison.Ordinal);
        using var taken = await other.PutJsonAsync("/api/me", $$"""{"displayName":"{{name}}"}""");   // the name is free
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task Delete_SiteStopsInTheMiddle_GoesOnByItselfAndTellsUnderTheSameAddress()
    {
        var folder = Site.NewFolder();
        string href;
        await using (var site = await Site.StartAsync(folder: folder))
        {
            await site.ImportAsync(
                JsonSerializer.Serialize(
                    Enumerable.Range(1900, 60).Select(year => new { title = "Alien", releaseDate = $"{year}-05-25" })));
            using var member = await site.NewMemberAsync();
            await Task.WhenAll(Enumerable.Range(1900, 60).Select(year => member.VoteAsync($"alien-{year}", "5")));
            using var erased = await member.DeleteJsonAsync("/api/me", """{"confirm":"erase"}""");
            href = (await erased.ReadJsonAsync()).GetProperty("href").GetString()!;
        }

        await using (var site = await Site.StartAsync(folder: folder))
        {
            using var visitor = site.Visitor();
            await Eventually.GetAsync(() => visitor.ReadAsync(href), progress => progress.GetProperty("status").GetString() == "done");
            foreach (var year in Enumerable.Range(1900, 60))
                Assert.Equal(0, (await visitor.ReadAsync($"/api/films/alien-{year}/rating")).GetProperty("count").GetInt32());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Delete_Operator_IsRefused()
    {
        using var boss = await shared.Site.OperatorAsync();
        using var response = await boss.DeleteJsonAsync("/api/me", """{"confirm":"erase"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task ErasePage_FreshProofAndTick_LeadsToTheProgress()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync("/account/settings/erase");
        await browser.PressAsync("[data-part=erase]");
        Assert.Equal("Tick the box to confirm.", browser.Text(".field-error"));

        await browser.PressAsync("[data-part=erase]", ("Input.IsSure", "true"));
        Assert.StartsWith("/account/erased/", browser.Address, StringComparison.Ordinal);
        Assert.StartsWith("Your account is", browser.Text("h1"), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ErasedAsync(Site site, HttpClient member)
    {
        using var erased = await member.DeleteJsonAsync("/api/me", """{"confirm":"erase"}""");
        Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        var href = (await erased.ReadJsonAsync()).GetProperty("href").GetString()!;
        using var visitor = site.Visitor();
        return await Eventually.GetAsync(() => visitor.ReadAsync(href), progress => progress.GetProperty("status").GetString() == "done");
    }
}
