using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Browsing;

/// <summary>Who looks for a film finds it.</summary>
public sealed class SearchTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Theory]
    [InlineData("never let me go", true)]
    [InlineData("nevr let me go", true)]
    [InlineData("mulligan romanek", true)]
    [InlineData("never let me go", false)]
    public async Task Search_ByItsWords_FindsTheFilmFirst(string words, bool script)
    {
        var window = await OpenAsync(site.Address, script ? WindowOptions.Usual : WindowOptions.WithoutScript);
        await window.Page.GotoAsync("/");

        await new SearchBox(window.Page).SearchAsync(words);

        var list = new BrowsePage(window.Page);
        await Expect(list.Titles.First).ToHaveTextAsync("Never Let Me Go");
        await list.Titles.First.ClickAsync();
        await Expect(new FilmPage(window.Page).Title).ToHaveTextAsync("Never Let Me Go");
    }

    [Fact]
    public async Task Search_WhileTyping_OffersFilmsThatKeysChoose()
    {
        var window = await OpenAsync(site.Address);
        await window.Page.GotoAsync("/");
        var box = new SearchBox(window.Page);

        await box.Words.PressSequentiallyAsync("never let me");
        await Expect(box.Offers.First).ToContainTextAsync("Never Let Me Go");
        await box.Words.PressAsync("ArrowDown");
        await Expect(box.Offers.First).ToHaveAttributeAsync("aria-selected", "true");
        await box.Words.PressAsync("Enter");

        await Expect(new FilmPage(window.Page).Title).ToHaveTextAsync("Never Let Me Go");
    }

    [Theory]
    [InlineData("\" OR 1=1 --")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("NEAR(a b) * ^ 🎬 \u202Eabc")]
    public async Task Search_ByAnything_IsAnOrdinaryPage(string words)
    {
        var window = await OpenAsync(site.Address);
        await window.Page.GotoAsync("/");

        await new SearchBox(window.Page).SearchAsync(words);

        await Expect(new BrowsePage(window.Page).Heading).ToBeVisibleAsync();
        await Expect(new SearchBox(window.Page).Words).ToHaveValueAsync(words);
    }
}
