using Browser.Tests.Fixtures;

namespace Browser.Tests.PageStates;

/// <summary>On paper: what is read stays readable, what is pressed is gone.</summary>
public sealed class PrintTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    /// <summary>A sheet of A4 between its margins, in CSS pixels.</summary>
    private static readonly WindowOptions Sheet = new() { Width = 718, Height = 1_000 };

    [Theory]
    [InlineData("front", "/")]
    [InlineData("film", $"/films/{SharedSite.FilmOfNote}")]
    [InlineData("films", "/films?genre=Drama")]
    public async Task Page_OnPaper_HasItsWordsAndNothingToPress(string name, string path)
    {
        var window = await OpenAsync(site.Address, Sheet);
        await window.Page.GotoAsync(path);
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });

        await Expect(window.Page.Locator("main h1")).ToHaveCountAsync(1);
        foreach (var pressed in (string[])["search-box", ".account", ".sections", "vote-form", ".filters", ".sorts", ".pages", ".button"])
            await Expect(window.Page.Locator($"{pressed}:visible")).ToHaveCountAsync(0);
        await ScreenshotAlbum.KeepAsync(window.Page, $"{name}-print", Sheet.Width, ColorScheme.Light);
    }

    /// <summary>
    /// Browsers leave backgrounds out unless they are asked for, and light words on a dark ground are then white on white.
    /// </summary>
    [Theory]
    [InlineData("/", ".lead")]
    [InlineData("/", ".cover")]
    [InlineData($"/films/{SharedSite.FilmOfNote}", ".cover")]
    [InlineData($"/films/{SharedSite.FilmOfNote}", ".bar")]
    public async Task Ground_OfLightWordsAndBars_IsPrinted(string path, string part)
    {
        var window = await OpenAsync(site.Address, Sheet);
        await window.Page.GotoAsync(path);
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(window.Page.Locator(part).First).ToHaveCSSAsync("print-color-adjust", "exact");
    }
}
