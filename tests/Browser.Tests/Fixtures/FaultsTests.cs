namespace Browser.Tests.Fixtures;

/// <summary>Who watches sees: each kind of fault is one.</summary>
public sealed class FaultsTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Theory]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">red</p>')", "Content Security Policy")]
    [InlineData(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = 1' }))",
        "Content Security Policy")]
    [InlineData("document.body.append(Object.assign(new Image(), { src: 'https://example.org/picture.png' }))", "Content Security Policy")]
    [InlineData("void fetch('/nowhere')", "status 404")]
    [InlineData("console.error('a slip')", "a slip")]
    [InlineData("void setTimeout(() => { throw new Error('not caught') })", "not caught")]
    public async Task Page_WithAFault_IsSeen(string script, string fault)
    {
        var window = await OpenAsync(site.Address);
        await window.Page.GotoAsync("/account/login");
        Assert.Empty(window.Faults.Unexpected);

        await window.Page.EvaluateAsync(script);

        await Eventually.GetAsync(
            () => window.Faults.Unexpected, faults => faults.Any(seen => seen.Contains(fault, StringComparison.Ordinal)));
        window.Faults.Expect("");
    }
}
