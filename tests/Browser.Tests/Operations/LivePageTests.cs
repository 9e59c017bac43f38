using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Operations;

/// <summary>The operators' page keeps itself fresh, and stands still when it is asked to.</summary>
public sealed class LivePageTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Page_LeftOpen_RefreshesUntilItIsHeldAndGoesOnAfterwards()
    {
        var window = await OpenAsync(site.Address);
        await window.SignInAsync(Client.OperatorEmail);
        var page = new OperationsPage(window.Page);
        await page.OpenAsync();

        var first = await page.Summary.InnerTextAsync();
        await Expect(page.Summary).Not.ToHaveTextAsync(first);   // it says the time of its figures, to the second

        await page.Hold.ClickAsync();
        await Expect(page.State).ToHaveTextAsync("Paused.");
        var held = await page.Summary.InnerTextAsync();
        await page.PassAsync(OperationsPage.RefreshEvery * 3);
        await Expect(page.Summary).ToHaveTextAsync(held);

        await page.GoOn.ClickAsync();
        await Expect(page.Summary).Not.ToHaveTextAsync(held);
    }
}
