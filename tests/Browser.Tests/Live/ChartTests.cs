using System.Text.RegularExpressions;
using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Live;

/// <summary>The chart of votes over time is drawn anew as votes come, and is never left behind.</summary>
public sealed class ChartTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Chart_WhileOthersVote_TellsOfEachOfThem()
    {
        var filmId = await site.NewFilmAsync();
        using var ann = await site.JoinAsync();
        using var ben = await site.JoinAsync();
        var window = await OpenAsync(site.Address);
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.Chart.ScrollIntoViewIfNeededAsync();

        await ann.VoteAsync(filmId, 4);
        await Expect(film.Chart).ToHaveAccessibleNameAsync(new Regex("^1 rating from .* is 4.00 now"));
        await ben.VoteAsync(filmId, 2);
        await Expect(film.Chart).ToHaveAccessibleNameAsync(new Regex("^2 ratings from .* is 3.00 now"));
    }

    /// <summary>The page that follows a form is made before this node has heard on which day the vote lies.</summary>
    [Fact]
    public async Task Chart_AfterAVoteByForm_ComesToTellOfIt()
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await window.Page.EvaluateAsync("""
            const form = document.querySelector('.vote-form');
            form.querySelector("input[value='7']").checked = true;
            form.submit();
            """);
        await film.ShowsAsync("3.50", "1 rating");

        await film.Chart.ScrollIntoViewIfNeededAsync();
        await Expect(film.Chart).ToHaveAccessibleNameAsync(new Regex("^1 rating from .* is 3.50 now"));
    }

    [Fact]
    public async Task Chart_ThatDidNotCome_IsAskedForAgain()
    {
        var filmId = await site.NewFilmAsync();
        using var ann = await site.JoinAsync();
        var window = await OpenAsync(site.Address);
        window.Faults.Expect("handler=timeline");
        window.Faults.Expect("could not be redrawn");
        var asked = 0;
        await window.Page.RouteAsync("**/*handler=timeline", route => ++asked switch
        {
            1 => route.FulfillAsync(new() { Status = 503 }),
            2 => route.AbortAsync("connectionreset"),
            _ => route.ContinueAsync(),
        });
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.Chart.ScrollIntoViewIfNeededAsync();
        await film.IsLiveAsync();

        await ann.VoteAsync(filmId, 5);
        await Expect(film.Chart).ToHaveAccessibleNameAsync(new Regex("^1 rating from .* is 5.00 now"));
    }
}
