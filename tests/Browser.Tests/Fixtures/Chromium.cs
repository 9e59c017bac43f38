using Browser.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Browser.Tests.Fixtures;

/// <summary>The browser of the machine, one for all tests; each window has cookies and a cache of its own.</summary>
public sealed class Chromium : Fixture
{
    /// <summary>The variable that names the program; <c>./reviews test</c> finds or installs it and sets this.</summary>
    private const string ProgramVariable = "REVIEWS_CHROMIUM";

    /// <summary>What is not there by then has failed, also on a slow machine: milliseconds.</summary>
    internal const int Limit = 180_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    protected override async Task StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Limit);
        _playwright = await Playwright.CreateAsync();

        // It shows only pages of ours, and root, as in a container, has no sandbox.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program(), ChromiumSandbox = false, Timeout = Limit });
    }

    /// <summary>Opens a window of somebody who was never here.</summary>
    internal async Task<Window> OpenAsync(Uri address, WindowOptions options)
    {
        var context = await Started(_browser).NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            JavaScriptEnabled = options.Script,
            ViewportSize = new() { Width = options.Width, Height = options.Height },
            HasTouch = options.Touch,
            ReducedMotion = options.ReducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(Limit);
        return await Window.OpenAsync(context, address);
    }

    protected override async Task StopAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string Program() =>
        Environment.GetEnvironmentVariable(ProgramVariable) is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            $"Chromium is needed: './reviews test' installs it, or name its program in {ProgramVariable}.");
}

/// <summary>How a window differs from the usual one.</summary>
internal sealed record WindowOptions
{
    public static readonly WindowOptions Usual = new();

    public static readonly WindowOptions WithoutScript = new() { Script = false };

    /// <summary>A phone upright, under a finger.</summary>
    public static readonly WindowOptions Phone = new() { Width = 390, Height = 844, Touch = true };

    public bool Script { get; init; } = true;

    /// <summary>What is seen at once, in CSS pixels.</summary>
    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 900;

    /// <summary>Whether there is a finger beside the pointer.</summary>
    public bool Touch { get; init; }

    /// <summary>Whether the reader asked for less motion.</summary>
    public bool ReducedMotion { get; init; }
}
