using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Voting;

/// <summary>One member in two tabs has one vote: the newest.</summary>
public sealed class TwoTabsTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Vote_InTwoTabsDifferently_BothEndWithTheNewest()
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        var one = await new FilmPage(window.Page).OpenAsync(filmId);
        var other = await new FilmPage(await window.OpenTabAsync()).OpenAsync(filmId);
        await one.IsLiveAsync();
        await other.IsLiveAsync();

        await one.Star(2).ClickAsync();
        await Expect(one.Status).ToContainTextAsync("Saved");
        await other.Star(5).ClickAsync();
        await Expect(other.Status).ToContainTextAsync("Saved");

        foreach (var film in new[] { one, other })
        {
            await film.ShowsAsync("5.00", "1 rating");
            await Expect(film.Choice(5)).ToBeCheckedAsync();
            await film.Page.ReloadAsync();
            await film.ShowsAsync("5.00", "1 rating");
            await Expect(film.Choice(5)).ToBeCheckedAsync();
        }
    }

    [Fact]
    public async Task Vote_InTwoTabsAtOnce_BothEndWithTheSame()
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        var one = await new FilmPage(window.Page).OpenAsync(filmId);
        var other = await new FilmPage(await window.OpenTabAsync()).OpenAsync(filmId);
        await one.IsLiveAsync();
        await other.IsLiveAsync();

        await Task.WhenAll(one.Star(1).ClickAsync(), other.Star(4.5).ClickAsync());
        await Expect(one.Status).ToContainTextAsync(":");
        await Expect(other.Status).ToContainTextAsync(":");
        await Expect(one.Count).ToHaveTextAsync("1 rating");

        var standing = await window.StandingVoteAsync(filmId);
        foreach (var film in new[] { one, other })
        {
            await Expect(film.Choice(standing)).ToBeCheckedAsync();
            await Expect(film.Average).ToHaveTextAsync(standing == 1 ? "1.00" : "4.50");
        }
    }
}
