using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Voting;

/// <summary>
/// A vote that goes wrong. The page shows the wish at once, takes it back when it failed, and never says more than it knows.
/// </summary>
public sealed class FailedVoteTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Vote_WhileItIsUnderWay_IsShownAtOnceAndNotCalledSaved()
    {
        var (film, traffic) = await OpenFilmAsync();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        traffic.Meet(async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });

        await film.Star(4).ClickAsync();
        await Expect(film.Choice(4)).ToBeCheckedAsync();
        await Expect(film.Status).ToHaveTextAsync("Saving …");
        await Expect(film.Spoken).ToHaveTextAsync("");   // the outcome is what is worth hearing

        held.SetResult();
        await Expect(film.Status).ToHaveTextAsync("Saved: 4 stars.");
        await Expect(film.Spoken).ToHaveTextAsync("Saved: four stars.");
    }

    [Theory]
    [InlineData(429, "Not saved. That was too fast. Wait a moment, then try again.")]
    [InlineData(422, "Not saved. The film is not open to votes.")]
    public async Task Vote_Refused_TheStarsGoBackAndThePageSaysWhy(int status, string words)
    {
        var (film, traffic) = await OpenFilmAsync(standing: 2);
        traffic.Meet(route => VoteTraffic.AnswerAsync(route, status));

        await film.Star(4.5).ClickAsync();
        await Expect(film.Status).ToHaveTextAsync(words);
        await Expect(film.Spoken).ToHaveTextAsync(words);
        await Expect(film.Choice(2)).ToBeCheckedAsync();
        await Expect(film.Withdraw).ToBeVisibleAsync();
        await film.ShowsAsync("2.00", "1 rating");

        traffic.LetVotesPass();
        await film.Star(4.5).ClickAsync();
        await Expect(film.Status).ToHaveTextAsync("Saved: 4½ stars.");
        await film.ShowsAsync("4.50", "1 rating");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Vote_LostOnItsWay_IsCalledUnsureFirstAndNotSavedThen(bool isAnswered)
    {
        var (film, traffic) = await OpenFilmAsync();
        traffic.Meet(route => isAnswered ? VoteTraffic.AnswerAsync(route, 503) : route.AbortAsync("connectionreset"));
        traffic.HoldLooks();

        await film.Star(4).ClickAsync();
        await Expect(film.Status).ToHaveTextAsync("No answer yet: your rating may not have been saved. This page will tell you.");
        await Expect(film.Chosen).ToHaveCountAsync(0);

        traffic.LetItLook();
        await Expect(film.Status).ToHaveTextAsync("It was not saved. Please try again.");
        await Expect(film.Chosen).ToHaveCountAsync(0);
        await Expect(film.Count).ToHaveTextAsync("0 ratings");

        traffic.LetVotesPass();
        await film.Star(4).ClickAsync();
        await Expect(film.Status).ToHaveTextAsync("Saved: 4 stars.");
        await film.ShowsAsync("4.00", "1 rating");
    }

    [Fact]
    public async Task Vote_SavedButItsAnswerLost_IsFoundSavedAfterAll()
    {
        var (film, traffic) = await OpenFilmAsync();
        traffic.Meet(VoteTraffic.LoseAnswerAsync);
        traffic.HoldLooks();

        await film.Star(3.5).ClickAsync();
        await Expect(film.Status).ToContainTextAsync("may not have been saved");

        traffic.LetItLook();
        await Expect(film.Status).ToHaveTextAsync("Saved after all: 3½ stars.");
        await Expect(film.Spoken).ToHaveTextAsync("Saved after all: three and a half stars.");
        await Expect(film.Choice(3.5)).ToBeCheckedAsync();
        await Expect(film.Withdraw).ToBeVisibleAsync();
        await film.ShowsAsync("3.50", "1 rating");
    }

    [Fact]
    public async Task Withdrawal_DoneButItsAnswerLost_IsFoundDoneAfterAll()
    {
        var (film, traffic) = await OpenFilmAsync(standing: 3);
        traffic.Meet(VoteTraffic.LoseAnswerAsync);
        traffic.HoldLooks();

        await film.Withdraw.ClickAsync();
        await Expect(film.Status).ToContainTextAsync("may not have been saved");
        await Expect(film.Choice(3)).ToBeCheckedAsync();

        traffic.LetItLook();
        await Expect(film.Status).ToHaveTextAsync("Your rating has been withdrawn after all.");
        await Expect(film.Chosen).ToHaveCountAsync(0);
        await Expect(film.Withdraw).ToBeHiddenAsync();
        await Expect(film.Count).ToHaveTextAsync("0 ratings");
    }

    [Fact]
    public async Task Vote_WithoutANetwork_IsCalledUnsureUntilTheNetworkIsBack()
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address);
        window.Faults.ExpectLostLine();
        window.Faults.Expect("/ratings/me");
        window.Faults.Expect("No answer to the vote");
        window.Faults.Expect("Could not ask for the vote");
        await window.JoinAsync();
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.IsLiveAsync();

        await window.Context.SetOfflineAsync(true);
        await film.Star(4).ClickAsync();
        await Expect(film.Status).ToHaveTextAsync("You’re offline: your rating may not have been saved. This page will tell you.");

        await window.Context.SetOfflineAsync(false);
        await Expect(film.Status).ToHaveTextAsync("It was not saved. Please try again.");
        await film.Star(4).ClickAsync();
        await film.ShowsAsync("4.00", "1 rating");
    }

    /// <summary>A member's window on a film of its own, with what the page says about votes in the test's hand.</summary>
    private async Task<(FilmPage Film, VoteTraffic Traffic)> OpenFilmAsync(double? standing = null)
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address);
        window.Faults.Expect("/ratings/me");
        window.Faults.Expect("No answer to the vote");
        await window.JoinAsync();
        if (standing is { } stars) await window.VoteAsync(filmId, stars);
        var traffic = await VoteTraffic.OfAsync(window.Page);
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.IsLiveAsync();
        return (film, traffic);
    }
}
