using System.Text.RegularExpressions;
using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Browsing;

/// <summary>The list of films is narrowed, and found again as it was left.</summary>
public sealed partial class BrowseTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filter_IsChosenAndTakenAway_TheTotalIsWhatStoodBesideIt(bool script)
    {
        var window = await OpenAsync(site.Address, script ? WindowOptions.Usual : WindowOptions.WithoutScript);
        var list = await new BrowsePage(window.Page).OpenAsync();

        var choice = await list.FilterAsync("Genre", "Western");
        var count = Number().Match(await choice.InnerTextAsync()).Value;
        await choice.ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("[?]genre=Western$"));
        await Expect(list.Total).ToHaveTextAsync($"{count} films");

        await Expect(list.Chips).ToHaveCountAsync(1);
        await list.Chips.ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/films$"));
        await Expect(list.Total).Not.ToHaveTextAsync($"{count} films");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filter_ByANameThatIsNotListed_IsTyped(bool script)
    {
        var window = await OpenAsync(site.Address, script ? WindowOptions.Usual : WindowOptions.WithoutScript);
        var list = await new BrowsePage(window.Page).OpenAsync("?decade=2010");

        await list.TypeFilterAsync("Director", "mark romanek");

        await Expect(window.Page).ToHaveURLAsync(new Regex("[?]decade=2010&director=mark[+]romanek$"));
        await Expect(list.Titles).ToHaveTextAsync(["Never Let Me Go"]);
    }

    [Fact]
    public async Task Filter_OnAPhone_UnfoldsNarrowsAndFolds()
    {
        var window = await OpenAsync(site.Address, WindowOptions.Phone);
        var list = await new BrowsePage(window.Page).OpenAsync();

        await Expect(list.Filters).ToBeHiddenAsync();
        await list.Unfold.ClickAsync();
        await (await list.FilterAsync("Genre", "Horror")).ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new Regex("[?]genre=Horror$"));
        await Expect(list.Filters).ToBeHiddenAsync();
        await Expect(list.Chips).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Back_FromAFilm_LeadsToThePlaceWhereTheListWasLeft()
    {
        var window = await OpenAsync(site.Address, WindowOptions.Phone);
        var list = await new BrowsePage(window.Page).OpenAsync("?genre=Drama&sort=-released&page=2");
        var film = list.Titles.Nth(15);
        var title = await film.InnerTextAsync();
        await film.ScrollIntoViewIfNeededAsync();
        var place = await PlaceAsync(window.Page);
        Assert.True(place > 500, $"The list was scrolled by {place} px only.");

        await film.ClickAsync();
        await Expect(new FilmPage(window.Page).Title).ToHaveTextAsync(title);
        await window.Page.GoBackAsync();

        await Expect(window.Page).ToHaveURLAsync(new Regex("genre=Drama&sort=-released&page=2$"));
        await Expect(film).ToBeInViewportAsync();
        Assert.Equal(place, await PlaceAsync(window.Page));
    }

    [Fact]
    public async Task Vote_OnAFilmInAList_MovesTheList()
    {
        var filmId = await site.NewFilmAsync();
        using var voter = await site.JoinAsync();
        var window = await OpenAsync(site.Address);
        var list = await new BrowsePage(window.Page).OpenOnAsync(filmId);
        await list.Rating(filmId).ScrollIntoViewIfNeededAsync();
        await Expect(list.Rating(filmId)).ToHaveAttributeAsync("state", "live");

        await voter.VoteAsync(filmId, 4.5);
        await Expect(list.Rating(filmId).Locator("[data-part=average]")).ToHaveTextAsync("4.50");
        await Expect(list.Rating(filmId).Locator("[data-part=count]")).ToHaveTextAsync("1 rating");
    }

    /// <summary>How far the page is scrolled, in CSS pixels.</summary>
    private static Task<int> PlaceAsync(IPage page) => page.EvaluateAsync<int>("Math.round(scrollY)");

    [GeneratedRegex("[0-9][0-9,]*")]
    private static partial Regex Number();
}
