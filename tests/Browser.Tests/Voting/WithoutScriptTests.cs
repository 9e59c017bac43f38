using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Voting;

/// <summary>All that matters works with script off.</summary>
public sealed class WithoutScriptTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Member_WithoutScript_JoinsVotesWithdrawsAndSignsInAgain()
    {
        var (filmId, email) = (await site.NewFilmAsync(), People.NewEmail());
        var window = await OpenAsync(site.Address, WindowOptions.WithoutScript);
        var (masthead, signIn, join) = (new Masthead(window.Page), new SignInPage(window.Page), new JoinPage(window.Page));
        await join.OpenAsync();
        await join.JoinAsync(email, Client.Password);
        await Expect(masthead.Menu).ToBeVisibleAsync();

        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.Star(3.5).ClickAsync();
        await film.RateButton.ClickAsync();
        await Expect(film.Status).ToContainTextAsync("Saved");
        await film.ShowsAsync("3.50", "1 rating");
        await Expect(film.Choice(3.5)).ToBeCheckedAsync();

        await masthead.SignOutAsync();
        await signIn.OpenAsync();
        await signIn.SignInAsync(email, Client.Password);
        await film.OpenAsync(filmId);
        await film.Withdraw.ClickAsync();
        await Expect(film.Status).ToContainTextAsync("withdrawn");
        await Expect(film.Count).ToHaveTextAsync("0 ratings");
    }
}
