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
