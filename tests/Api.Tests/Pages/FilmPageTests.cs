using System.Net;
using AngleSharp.Html.Dom;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Pages;

/// <summary>The film page with script off.</summary>
public sealed class FilmPageTests(SharedSite shared)
{
    private const string RateButton = "vote-form button";
    private const string WithdrawButton = "vote-form [data-part=withdraw]";

    [Fact]
    public async Task Get_KnownFilm_ShowsItsFacts()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/films/never-let-me-go-2010");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("Never Let Me Go", browser.Text("h1"));
        var facts = browser.Text(".facts");
        string[] expected =
        [
            "MPAA rating R (for some sexuality and nudity)", "Directed by Mark Romanek", "Run time 1 hour 43 minutes",
            "Cast Keira Knightley, Carey Mulligan", "Theatre release 15 October 2010", "Distributor Fox Searchlight", "IMDb 7.3/10",
        ];
        Assert.All(expected, fact => Assert.Contains(fact, facts, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Vote_ByForm_IsCountedShownAndWithdrawn()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync($"/films/{filmId}");

        await browser.PressAsync(RateButton, ("halfStars", "7"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("Saved: 3½ stars.", browser.Text("[data-part=status]"));
        Assert.Equal("3.50", browser.Text("[data-part=average]"));
        Assert.Equal("1 rating", browser.Text("[data-part=count]"));
        Assert.Equal("1", browser.Text("[data-part=votes-7]"));
        Assert.True(((IHtmlInputElement)browser.Find("input[value='7']")).IsChecked);

        await browser.PressAsync(RateButton, ("halfStars", "10"));
        Assert.Equal("5.00", browser.Text("[data-part=average]"));
        Assert.Equal("1 rating", browser.Text("[data-part=count]"));

        await browser.PressAsync(WithdrawButton);
        Assert.Equal("Your rating has been withdrawn.", browser.Text("[data-part=status]"));
        Assert.Equal("0 ratings", browser.Text("[data-part=count]"));
        Assert.True(browser.Find(WithdrawButton).HasAttribute("hidden"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("-1")]
    [InlineData("3.3")]
    [InlineData("seven")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public async Task Vote_NoHalfStars_Is400SaysSoAndChangesNothing(string halfStars)
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync($"/films/{filmId}");
        await browser.PressAsync(RateButton, ("halfStars", halfStars));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.StartsWith("Not saved.", browser.Text("[data-part=status]"), StringComparison.Ordinal);
        await browser.OpenAsync($"/films/{filmId}");
        Assert.Equal("0 ratings", browser.Text("[data-part=count]"));
    }

    [Fact]
    public async Task Vote_WithoutItsToken_Is400AndChangesNothing()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync($"/films/{filmId}");
        await browser.SendAsync($"/films/{filmId}?handler=vote", [KeyValuePair.Create("halfStars", "7")], "none");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Equal("That didn’t work", browser.Text("h1"));
        await browser.OpenAsync($"/films/{filmId}");
        Assert.Equal("0 ratings", browser.Text("[data-part=count]"));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Vote_FromAPageOfOthers_Is400AndChangesNothing(string site)
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync($"/films/{filmId}");
        await browser.SendAsync($"/films/{filmId}?handler=vote", [KeyValuePair.Create("halfStars", "7")], site);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        await browser.OpenAsync($"/films/{filmId}");
        Assert.Equal("0 ratings", browser.Text("[data-part=count]"));
    }

    [Fact]
    public async Task Get_FilmWithVotes_ShowsHistogramSharesAndTimeline()
    {
        var filmId = await shared.NewFilmAsync();
        foreach (var stars in (string[])["4", "4", "1.5"])
        {
            using var member = await shared.Site.NewMemberAsync();
            await member.VoteAsync(filmId, stars);
        }

        using var browser = new PaperBrowser(shared.Site);
        await OpenWithTimelineAsync(browser, filmId, "3 ratings");
        Assert.Equal(("67", "2"), (browser.Text("[data-part=share-8]"), browser.Text("[data-part=votes-8]")));
        Assert.Equal(("33", "1"), (browser.Text("[data-part=share-3]"), browser.Text("[data-part=votes-3]")));
        Assert.Equal("three and a half stars", browser.Text(".histogram tbody tr:nth-child(4) th .visually-hidden"));
        Assert.Equal(["3", "3.17"], browser.Page.QuerySelectorAll(".timeline-table td").Select(cell => cell.TextContent));
        Assert.True(browser.Find(".timeline-none").HasAttribute("hidden"));
    }

    [Fact]
    public async Task Get_FilmWithoutVotes_HasTheRoomOfItsChartsAndInvites()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{await shared.NewFilmAsync()}");
        Assert.Equal("No ratings yet.", browser.Find(".timeline svg").GetAttribute("aria-label"));
        Assert.False(browser.Find(".timeline-none").HasAttribute("hidden"));
        Assert.Equal(10, browser.Page.QuerySelectorAll(".histogram tbody tr").Length);
        Assert.Equal(2, browser.Page.QuerySelectorAll("live-rating").Count(rating => rating.HasAttribute("empty")));
    }

    [Fact]
    public async Task GetTimeline_Alone_IsTheChartAndNoPage()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        await member.VoteAsync(filmId, "2");
        using var browser = new PaperBrowser(shared.Site);
        await OpenWithTimelineAsync(browser, filmId, "1 rating");
        var onThePage = browser.Find(".timeline").OuterHtml;
        await browser.OpenAsync($"/films/{filmId}?handler=timeline");
        Assert.Equal(onThePage, browser.Find(".timeline").OuterHtml);
        Assert.Null(browser.Page.QuerySelector("main"));
    }

    [Theory]
    [InlineData("voted=-1")]
    [InlineData("voted=many")]
    [InlineData("voted=99999999999999999999")]
    [InlineData("handler=nothing")]
    public async Task Get_StrangeQuery_IsThePageAllTheSame(string query)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/never-let-me-go-2010?{query}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("Never Let Me Go", browser.Text("h1"));
    }

    [Fact]
    public async Task Get_TitleWithHtml_IsShownAsItIsWritten()
    {
        const string title = "<script>alert(1)</script> & \"Friends\" \u202e";
        await shared.Site.Grains.GetGrain<IFilmGrain>("strange-title").PublishAsync(
            new FilmDetails { FilmId = "strange-title", Title = title, Identity = "strange title|", Directors = ["<b>Bold</b>"],
                Cast = ["A&B"] });
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/films/strange-title");
        Assert.Equal(title, browser.Find("h1").TextContent);
        Assert.Contains("<b>Bold</b>", browser.Text(".facts"), StringComparison.Ordinal);
        Assert.Equal("/films?cast=A%26B", browser.Find(".facts a[href*=cast]").GetAttribute("href"));
        Assert.Empty(browser.Page.QuerySelectorAll("script:not([src]):not([type='application/ld+json'])"));
    }

    /// <summary>The chart comes with the feed, a moment after the vote.</summary>
    private static Task<string?> OpenWithTimelineAsync(PaperBrowser browser, string filmId, string ratings) => Eventually.GetAsync(
        async () =>
        {
            await browser.OpenAsync($"/films/{filmId}");
            return browser.Page.QuerySelector(".timeline svg")?.GetAttribute("aria-label");
        },
        label => label?.StartsWith($"{ratings} from", StringComparison.Ordinal) == true);

    [Theory]
    [InlineData("/films/no-such-film-1900")]
    [InlineData("/films/..%2f..%2fappsettings.json")]
    [InlineData("/films/Never%20Let%20Me%20Go")]
    [InlineData("/nowhere")]
    [InlineData("/status/200")]
    [InlineData("/members/0")]
    [InlineData("/members/007")]
    [InlineData("/members/somebody")]
    [InlineData("/members/99999999999999999999")]
    public async Task Get_NoSuchPage_IsAPageOfStatus404(string path)
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Equal("Page not found", browser.Text("h1"));
    }

    [Fact]
    public async Task Get_FilmIdOf5000Characters_IsAPageOfStatus404()
    {
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync("/films/" + new string('a', 5_000));
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Equal("Page not found", browser.Text("h1"));
    }
}
