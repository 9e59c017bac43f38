using System.Text.RegularExpressions;
using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Live;

/// <summary>Numbers change where they stand: a vote, the first one too, pushes nothing about. Whoever reads goes on reading.</summary>
public sealed class StillnessTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    /// <summary>Only what is on the screen can be seen to move: all of the page is.</summary>
    private const int WholePage = 3_000;

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Votes_OnAFilmsPage_MoveNothing(int width)
    {
        var filmId = await site.NewFilmAsync();
        using var ann = await site.JoinAsync();
        using var ben = await site.JoinAsync();
        var window = await OpenAsync(site.Address, new() { Width = width, Height = WholePage });
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.IsLiveAsync();
        await Expect(film.Chart).ToHaveAccessibleNameAsync("No ratings yet.");
        var stillness = await Stillness.OfAsync(window.Page);

        await ann.VoteAsync(filmId, 4);
        await film.ShowsAsync("4.00", "1 rating");
        await Expect(film.Chart).ToHaveAccessibleNameAsync(new Regex("^1 rating from"));
        await ben.VoteAsync(filmId, 2.5);
        await film.ShowsAsync("3.25", "2 ratings");

        await stillness.HoldsAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Votes_OnAFilmInAList_MoveNothing(int width)
    {
        var filmId = await site.NewFilmAsync();
        using var ann = await site.JoinAsync();
        using var ben = await site.JoinAsync();
        var window = await OpenAsync(site.Address, new() { Width = width, Height = WholePage });
        var list = await new BrowsePage(window.Page).OpenOnAsync(filmId);
        var rating = list.Rating(filmId);
        await Expect(rating).ToHaveAttributeAsync("state", "live");
        var stillness = await Stillness.OfAsync(window.Page);

        await ann.VoteAsync(filmId, 4);
        await Expect(rating.Locator("[data-part=count]")).ToHaveTextAsync("1 rating");
        await ben.VoteAsync(filmId, 2.5);
        await Expect(rating.Locator("[data-part=average]")).ToHaveTextAsync("3.25");

        await stillness.HoldsAsync();
    }
}
