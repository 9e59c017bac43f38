using Browser.Tests.Fixtures;

namespace Browser.Tests.Sights;

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
        Assert.Single(await Axe.FindingsAsync(window.Page), finding => finding.StartsWith("color-contrast", StringComparison.Ordinal));
    }
}
