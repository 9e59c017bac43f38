using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Voting;

/// <summary>A vote moves every open page, and is one vote however it was pressed.</summary>
public sealed class LiveVoteTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Vote_InOneWindow_IsSeenInAnother()
    {
        var filmId = await site.NewFilmAsync();
        var reader = await OpenAsync(site.Address);
        var seen = await new FilmPage(reader.Page).OpenAsync(filmId);
        await seen.IsLiveAsync();
        var voter = await OpenAsync(site.Address);
        await voter.JoinAsync();
        var own = await new FilmPage(voter.Page).OpenAsync(filmId);

        await own.Star(3.5).ClickAsync();
        await Expect(own.Status).ToContainTextAsync("Saved");
        await own.ShowsAsync("3.50", "1 rating");
        await seen.ShowsAsync("3.50", "1 rating");

        await own.Star(5).ClickAsync();
        await seen.ShowsAsync("5.00", "1 rating");

        await own.Withdraw.ClickAsync();
        await Expect(seen.Count).ToHaveTextAsync("0 ratings");
    }

    [Fact]
    public async Task Vote_DoubleClick_IsOneVote()
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        var film = await new FilmPage(window.Page).OpenAsync(filmId);

        await film.Star(4).DblClickAsync();
        await Expect(film.Status).ToContainTextAsync("Saved");

        await film.ShowsAsync("4.00", "1 rating");
        await Expect(film.Choice(4)).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Vote_QuicklyChangedManyTimes_EndsWithTheLast()
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.IsLiveAsync();

        foreach (var stars in new[] { 1, 4.5, 2, 5, 0.5, 3 }) await film.Star(stars).ClickAsync();

        await film.ShowsAsync("3.00", "1 rating");
        await film.Page.ReloadAsync();
        await film.ShowsAsync("3.00", "1 rating");
        await Expect(film.Choice(3)).ToBeCheckedAsync();
    }
}
