using System.Collections.Concurrent;

namespace Browser.Tests.Fixtures;

/// <summary>
/// A test in the browser. When it ends its windows are closed, and a fault in one of them fails it; a failed test leaves a picture of each.
/// </summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly ConcurrentQueue<Window> _windows = new();

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens a window on a server.</summary>
    private protected async Task<Window> OpenAsync(Uri address, WindowOptions? options = null)
    {
        var window = await chromium.OpenAsync(address, options ?? WindowOptions.Usual);
        _windows.Enqueue(window);
        return window;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var faults = _windows.SelectMany(window => window.Faults.Unexpected).ToArray();
        if (faults.Length > 0 || TestContext.Current.TestState?.Result == TestResult.Failed) await ShowAsync();
        foreach (var window in _windows) await window.DisposeAsync();
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    private async Task ShowAsync()
    {
        var test = TestContext.Current.Test!;
        foreach (var page in _windows.SelectMany(window => window.Context.Pages))
        {
            var file = Path.Combine(Repository.Root, "artifacts", "screenshots", "failed", $"{test.UniqueID}-{Guid.NewGuid():N}.png");
            await page.ScreenshotAsync(new() { Path = file, FullPage = true });
            TestContext.Current.TestOutputHelper?.WriteLine($"{page.Url} looked like {file}");
        }
    }
}
