namespace Browser.Tests.Sights;

/// <summary>Pictures of the pages, for people to look at: <c>artifacts/screenshots</c>.</summary>
internal static class Album
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "artifacts", "screenshots");

    /// <summary>Keeps a picture of the whole page.</summary>
    public static Task KeepAsync(IPage page, string name, int width, ColorScheme scheme) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Folder, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"),
        FullPage = true,
        Animations = ScreenshotAnimations.Disabled,
    });
}
