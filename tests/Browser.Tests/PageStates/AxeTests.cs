using Browser.Tests.Fixtures;

namespace Browser.Tests.PageStates;

/// <summary>That a page which hinders somebody is found out.</summary>
public sealed class AxeTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Findings_OfAPageThatHinders_NameEach()
    {
        var window = await OpenAsync(new Uri("about:blank"));
        await window.Page.SetContentAsync(
            """
            <!DOCTYPE html><html lang="en"><title>Bad</title>
            <main><h1>Bad</h1><button></button><p style="color: #999; background: #aaa; width: 3000px">Faint and wide</p></main></html>
            """);

        var findings = await Axe.FindingsAsync(window.Page);

        Assert.Contains(findings, finding => finding.StartsWith("button-name (critical)", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.StartsWith("color-contrast (serious)", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.EndsWith(" px too wide", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Findings_OfARuleThatIsNamed_AreItsOwn()
    {
        var window = await OpenAsync(new Uri("about:blank"), WindowOptions.Phone);
        await window.Page.SetContentAsync(
            """
            <!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>Small</title>
            <style>button { width: 9px; height: 9px; padding: 0; margin: 0 }</style>
            <main><button aria-label="One"></button><button aria-label="Two"></button><img src="data:,"></main></html>
            """);

        var findings = await Axe.FindingsAsync(window.Page, Axe.Fingers);

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.StartsWith("target-size (serious)", finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Findings_AfterTheColoursChanged_AreOfTheNewOnes()
    {
        var window = await OpenAsync(new Uri("about:blank"));
        await window.Page.SetContentAsync(
            """
            <!DOCTYPE html><html lang="en"><title>Night</title>
            <style>p { color: black; background: white } @media (prefers-color-scheme: dark) { p { color: #333; background: #111 } }</style>
            <main><h1>Night</h1><p>Not to be read at night</p></main></html>
            """);

        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.Empty(await Axe.FindingsAsync(window.Page));
        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.StartsWith("color-contrast", Assert.Single(await Axe.FindingsAsync(window.Page, Axe.Colours)), StringComparison.Ordinal);
    }
}
