namespace Browser.Tests.Site;

/// <summary>What operators see of the cluster.</summary>
internal sealed class OperationsPage(IPage page)
{
    /// <summary>How often the page fetches its figures.</summary>
    public static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(2);

    /// <summary>The line that tells how all is, and of which second.</summary>
    public ILocator Summary => page.Locator(".ops-summary");

    public ILocator Hold => page.GetByRole(AriaRole.Button, new() { Name = "Pause" });

    public ILocator GoOn => page.GetByRole(AriaRole.Button, new() { Name = "Resume" });

    /// <summary>Whether it refreshes, in words.</summary>
    public ILocator State => page.Locator(".live-bar [role=status]");

    public Task OpenAsync() => page.GotoAsync("/ops");

    /// <summary>Lets the page's own time pass.</summary>
    public Task PassAsync(TimeSpan time) => page.WaitForTimeoutAsync((float)time.TotalMilliseconds);
}
