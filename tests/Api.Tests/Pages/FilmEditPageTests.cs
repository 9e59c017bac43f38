using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>Editors make and correct films on pages, with script off: a form that fails shows again what was written.</summary>
public sealed class FilmEditPageTests(SharedSite shared)
{
    [Fact]
    public async Task New_Film_IsMadeAndFoundAtOnce()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        var name = "<b>Made</b> " + Guid.NewGuid().ToString("N");
        await browser.OpenAsync("/editor/new-film");
        await browser.SaveAsync(
            Fields(name, ("runtimeMinutes", "92"), ("mpaa.rating", "PG-13"), ("cast", "One\r\n\r\nTwo\r\nOne"),
                ("releaseDate", "2012-03-04")));

        Assert.StartsWith("/editor/films/b-made-b-", browser.Address, StringComparison.Ordinal);
        Assert.Equal("Film added. Readers can find it now.", browser.Text("main .notice"));
        Assert.Equal($"Edit {name}", browser.Text("h1"));
        Assert.Equal("One\nTwo", browser.Find("textarea[name=cast]").TextContent);
        await browser.OpenAsync(browser.Address.Replace("/editor", "", StringComparison.Ordinal));
        Assert.Equal(name, browser.Text("h1"));
        Assert.Contains("1 hour 32 minutes", browser.Text(".facts"), StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector(".film-edit a"));
    }

    [Fact]
    public async Task New_FilmThatIsThere_LeadsToIt()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        await browser.OpenAsync("/editor/new-film");
        await browser.SaveAsync(Fields("never LET me go!", ("releaseDate", "2010-10-15")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal("/editor/films/never-let-me-go-2010", browser.Find("[data-part=outcome] a").GetAttribute("href"));
        Assert.Equal("never LET me go!", browser.Find("[name=title]").GetAttribute("value"));
    }

    [Fact]
    public async Task Correct_WrongFacts_AreShownAgainEachWithItsReason()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        await browser.OpenAsync($"/editor/films/{await shared.NewFilmAsync()}");
        await browser.SaveAsync(Fields("", ("runtimeMinutes", "an hour"), ("distributor", "Toho")));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Equal("an hour", browser.Find("[name=runtimeMinutes]").GetAttribute("value"));
        Assert.Equal("Toho", browser.Find("[name=distributor]").GetAttribute("value"));
        foreach (var link in browser.Page.QuerySelectorAll("[data-part=outcome] li a"))
        {
            Assert.Equal("true", browser.Find(link.GetAttribute("href")!).GetAttribute("aria-invalid"));
        }

        Assert.Equal(2, browser.Page.QuerySelectorAll("[data-part=outcome] li").Length);
    }

    [Fact]
    public async Task Correct_TwoEditors_TheSecondSeesBothAndDecides()
    {
        var filmId = await shared.NewFilmAsync();
        using var one = await shared.Site.EditorBrowserAsync();
        using var other = await shared.Site.EditorBrowserAsync();
        await one.OpenAsync($"/editor/films/{filmId}");
        await other.OpenAsync($"/editor/films/{filmId}");
        await one.SaveAsync(Fields("Theirs", ("genre", "Western")));
        await other.SaveAsync(Fields("Mine", ("genre", "Western")));

        other.ShowsBoth("Theirs", "Mine");
        Assert.Equal("Mine", other.Find("[name=title]").GetAttribute("value"));
        await other.SaveAsync(Fields("Mine", ("genre", "Western")));
        Assert.Equal("Edit Mine", other.Text("h1"));
        Assert.StartsWith("Saved.", other.Text("main .notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_SessionEndedMeanwhile_KeepsWhatWasWritten()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = await shared.Site.EditorBrowserAsync();
        await browser.OpenAsync($"/editor/films/{filmId}");
        browser.LoseSession();
        await browser.SaveAsync(Fields("An hour's <work>", ("cast", "A name\nAnother")));
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
        Assert.Equal($"/editor/films/{filmId}", browser.Address);
        Assert.Equal("An hour's <work>", browser.Find("[name=title]").GetAttribute("value"));
        Assert.Equal("A name\nAnother", browser.Find("[name=cast]").TextContent);
        Assert.StartsWith("Not saved: you’ve been signed out.", browser.Text("[role=alert]"), StringComparison.Ordinal);
        using var visitor = shared.Site.Visitor();
        Assert.StartsWith(
            "Test Film", (await visitor.ReadAsync($"/api/films/{filmId}")).GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_RoleTakenMeanwhile_KeepsWhatWasWritten()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.SendAsync("/editor/films/alien-1979", [KeyValuePair.Create("title", "Mine")], "same-origin");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        Assert.Equal("Mine", browser.Find("[name=title]").GetAttribute("value"));
    }

    [Fact]
    public async Task Correct_FromAPageOfOthers_IsRefused()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        await browser.SendAsync("/editor/films/alien-1979", [KeyValuePair.Create("title", "Owned")], "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        await browser.OpenAsync("/films/alien-1979");
        Assert.Equal("Alien", browser.Text("h1"));
    }

    [Theory]
    [InlineData("/editor")]
    [InlineData("/editor/new-film")]
    [InlineData("/editor/films/alien-1979")]
    public Task Pages_ForWhoIsNoEditor_AreNotShown(string path) => shared.Site.HidesPageAsync(path);

    [Fact]
    public async Task Desk_Search_LeadsToTheFilm()
    {
        using var browser = await shared.Site.EditorBrowserAsync();
        await browser.OpenAsync("/editor?film=nevr+let+me");
        Assert.Equal("/editor/films/never-let-me-go-2010", browser.Find("[aria-labelledby=films] .desk-list a").GetAttribute("href"));
        await browser.OpenAsync("/editor/films/no-such-film");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private static (string, string)[] Fields(string title, params (string Name, string Value)[] more) =>
        [("title", title), .. more];
}
