using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Voting;

/// <summary>A vote moves every open page, and is one vote however it was pressed.</summary>
public sealed class LiveVoteTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Vote_InOneWindow_IsSeenInAnotherAndInAList()
    {
        var filmId = await site.NewFilmAsync();
        var browser = await OpenAsync(site.Address);
        var listed = (await new BrowsePage(browser.Page).OpenOnAsync(filmId)).Rating(filmId);
        var (average, count) = (listed.Locator("[data-part=average]"), listed.Locator("[data-part=count]"));
        await Expect(listed).ToHaveAttributeAsync("state", "live");
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
        await Expect(average).ToHaveTextAsync("3.50");
        await Expect(count).ToHaveTextAsync("1 rating");

        await own.Star(5).ClickAsync();
        await seen.ShowsAsync("5.00", "1 rating");
        await Expect(average).ToHaveTextAsync("5.00");

        await own.Withdraw.ClickAsync();
        await Expect(seen.Count).ToHaveTextAsync("0 ratings");
        await Expect(listed).ToContainTextAsync("No ratings yet");
        await Expect(listed).ToHaveAttributeAsync("empty", "");
    }

    [Fact]
    public async Task Vote_OfOthers_IsMarkedQuietlyAndSaidAloud()
    {
        var filmId = await site.NewFilmAsync();
        using var voter = await site.JoinAsync();
        var window = await OpenAsync(site.Address);
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.IsLiveAsync();
        var marks = await MarksAsync(film.Rating);

        await voter.VoteAsync(filmId, 4);
        await Expect(film.RatingSpoken).ToHaveTextAsync("Average now 4.00 out of 5, 1 rating");
        await voter.VoteAsync(filmId, 3);
        await Expect(film.RatingSpoken).ToHaveTextAsync("Average now 3.00 out of 5, 1 rating");

        await Expect(film.Rating).Not.ToHaveAttributeAsync("moved", "down");   // it is a mark and no decoration
        Assert.Equal(["up", "down"], await marks.EvaluateAsync<string[]>("marks => marks.filter(mark => mark !== null)"));
    }

    /// <summary>The marks that an element gets from now on, and null for each that is taken away.</summary>
    private static Task<IJSHandle> MarksAsync(ILocator rating) => rating.EvaluateHandleAsync("""
        element => {
          const marks = [];
          new MutationObserver(() => marks.push(element.getAttribute('moved'))).observe(element, { attributeFilter: ['moved'] });
          return marks;
        }
        """);

    [Fact]
    public async Task Vote_DoubleClick_IsOneVote()
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        var traffic = await VoteTraffic.OfAsync(window.Page);
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        traffic.Meet(async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });

        await film.Star(4).DblClickAsync();
        held.SetResult();
        await Expect(film.Status).ToContainTextAsync("Saved");

        await film.ShowsAsync("4.00", "1 rating");
        await Expect(film.Choice(4)).ToBeCheckedAsync();
        Assert.Equal(1, traffic.Votes);
    }

    [Fact]
    public async Task Vote_ByTouchOnAPhone_IsSavedChangedAndWithdrawn()
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address, WindowOptions.Phone);
        await window.JoinAsync();
        var film = await new FilmPage(window.Page).OpenAsync(filmId);

        await film.Star(3.5).TapAsync();
        await Expect(film.Status).ToHaveTextAsync("Saved: 3½ stars.");
        await film.Star(2).TapAsync();
        await Expect(film.Status).ToHaveTextAsync("Saved: 2 stars.");
        await film.ShowsAsync("2.00", "1 rating");

        await film.Withdraw.TapAsync();
        await Expect(film.Status).ToHaveTextAsync("Your rating has been withdrawn.");
        await Expect(film.Chosen).ToHaveCountAsync(0);
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
