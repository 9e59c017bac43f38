using System.Text.RegularExpressions;
using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Voting;

/// <summary>Without a mouse and without seeing the stars.</summary>
public sealed class KeyboardTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Theory]
    [InlineData("Enter")]
    [InlineData("Tab Enter")]
    [InlineData("Tab Space")]
    public async Task Vote_ByKeysOnly_IsSavedWhenConfirmed(string keys)
    {
        var filmId = await site.NewFilmAsync();
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.IsLiveAsync();

        await film.TabToChoicesAsync();
        await window.Page.Keyboard.PressAsync("Space");
        for (var step = 0; step < 6; step++) await window.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(film.Choice(3.5)).ToBeCheckedAsync();
        await Expect(film.Count).ToHaveTextAsync("0 ratings");   // passing over a star is no vote
        foreach (var key in keys.Split(' ')) await window.Page.Keyboard.PressAsync(key);

        await Expect(film.Status).ToContainTextAsync("Saved");
        await film.ShowsAsync("3.50", "1 rating");
    }

    /// <summary>From the front page to a vote and back, and not once a pointer.</summary>
    [Fact]
    public async Task Journey_ByKeysOnly_LeadsFromTheFrontPageToAVoteAndItsWithdrawal()
    {
        var (filmId, email) = (await site.NewFilmAsync(), People.NewEmail());
        (await Client.JoinAsync(site.Address, email)).Dispose();
        var window = await OpenAsync(site.Address);
        var page = window.Page;
        await new BrowsePage(page).OpenOnAsync(filmId);   // the search knows it by then
        var (film, box, signIn) = (new FilmPage(page), new SearchBox(page), new SignInPage(page));

        await page.GotoAsync("/");
        await page.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();

        await page.GotoAsync("/");
        await page.TabToAsync(box.Words);
        await page.Keyboard.TypeAsync(BrowsePage.WordsOf(filmId));
        await Expect(box.Offers.First).ToContainTextAsync("Test Film");
        var offers = await box.Offers.Locator("live-rating").EvaluateAllAsync<string[]>(
            "ratings => ratings.map(rating => rating.getAttribute('film'))");
        await page.PressAsync([.. Enumerable.Repeat("ArrowDown", Array.IndexOf(offers, filmId) + 1), "Enter"]);
        await Expect(page).ToHaveURLAsync(new Regex($"/films/{filmId}$"));

        await film.TabToChoicesAsync();
        await page.PressAsync(["Space", .. Enumerable.Repeat("ArrowRight", 6), "Enter"]);
        await page.TabToAsync(signIn.Email);
        await page.Keyboard.TypeAsync(email);
        await page.TabToAsync(signIn.Password);
        await page.Keyboard.TypeAsync(Client.Password);
        await page.PressAsync("Enter");

        await film.ShowsAsync("3.50", "1 rating");
        await page.TabToAsync(film.Withdraw);
        await page.PressAsync("Enter");
        await Expect(film.Status).ToHaveTextAsync("Your rating has been withdrawn.");
        await Expect(film.Count).ToHaveTextAsync("0 ratings");
    }

    [Fact]
    public async Task Stars_InTheAccessibilityTree_AreAGroupOfTenNamedChoices()
    {
        var window = await OpenAsync(site.Address);
        await window.JoinAsync();
        var film = await new FilmPage(window.Page).OpenAsync(SharedSite.FilmOfNote);

        var group = window.Page.GetByRole(AriaRole.Radiogroup, new() { Name = "Your rating" });
        await Expect(group.GetByRole(AriaRole.Radio)).ToHaveCountAsync(10);
        await Expect(film.Choice(0.5)).ToHaveAccessibleNameAsync("half a star");
        await Expect(film.Choice(3.5)).ToHaveAccessibleNameAsync("three and a half stars");
        await Expect(film.Choice(5)).ToHaveAccessibleNameAsync("five stars");
    }
}
