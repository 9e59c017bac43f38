using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Healing;

/// <summary>A reader whose network goes and comes.</summary>
public sealed class OfflineTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Offline_AndBackAgain_ThePageShowsWhatWasVotedMeanwhileAndMovesAgain()
    {
        var filmId = await site.NewFilmAsync();
        using var voter = await site.JoinAsync();
        var window = await OpenAsync(site.Address);
        window.Faults.ExpectLostLine();
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.IsLiveAsync();

        await window.Context.SetOfflineAsync(true);
        await film.IsNotLiveAsync();
        await Expect(film.State).ToHaveTextAsync("You’re offline; live again when you’re back");
        await Expect(film.RatingSpoken).ToHaveTextAsync("You’re offline; live again when you’re back");
        await voter.VoteAsync(filmId, 1.5);
        await window.Context.SetOfflineAsync(false);

        await film.ShowsAsync("1.50", "1 rating");
        await film.IsLiveAsync();
        await Expect(film.State).ToHaveTextAsync("Live");
        await voter.VoteAsync(filmId, 4);
        await film.ShowsAsync("4.00", "1 rating");
    }
}
