using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Voting;

/// <summary>A vote given before signing in is kept, and cast once its reader is known.</summary>
public sealed class SignedOutVoteTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Vote_TheCookieExpiredMeanwhile_IsCastAfterSigningIn(bool script)
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address, new() { Script = script });
        window.Faults.Expect("401");
        var email = await window.JoinAsync();
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        if (script) await film.IsLiveAsync();

        await window.Context.ClearCookiesAsync();
        await film.RateAsync(4, script);
        await new SignInPage(window.Page).SignInAsync(email, Client.Password);

        await Expect(film.Status).ToContainTextAsync("your rating has been saved");
        await film.ShowsAsync("4.00", "1 rating");
        await Expect(film.Choice(4)).ToBeCheckedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Vote_OfSomebodyNew_IsCastAfterJoining(bool script)
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address, new() { Script = script });
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await Expect(film.Withdraw).ToBeHiddenAsync();

        await film.Star(2.5).ClickAsync();
        await film.RateButton.ClickAsync();
        await new SignInPage(window.Page).Join.ClickAsync();
        await new JoinPage(window.Page).JoinAsync(People.NewEmail(), Client.Password);

        await Expect(film.Status).ToContainTextAsync("your rating has been saved");
        await film.ShowsAsync("2.50", "1 rating");
    }
}
