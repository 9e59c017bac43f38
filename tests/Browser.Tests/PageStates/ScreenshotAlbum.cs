namespace Browser.Tests.PageStates;

/// <summary>
/// Pictures of the pages, for people to look at: <c>./reviews test --album</c> takes them into <c>artifacts/screenshots</c>. With
/// <c>REVIEWS_README_IMAGES=1</c> those that README.md shows are taken anew into <c>docs/images</c>.
/// </summary>
internal static class ScreenshotAlbum
{
    /// <summary>A picture in the repository stays for ever in everybody's copy: bytes.</summary>
    private const int MaxReadmeBytes = 300_000;

    /// <summary>A picture takes up to 3 s; what is not there by then does not come: milliseconds.</summary>
    private const int Limit = 30_000;

    private static readonly string[] ReadmePictures = ["film-member-1280", "film-member-390", "films-narrowed-390", "front-390"];

    private static readonly bool TakesReadmeImages = Environment.GetEnvironmentVariable("REVIEWS_README_IMAGES") == "1";

    /// <summary>Whether pictures are taken: they cost more than all that is tested on a page.</summary>
    public static bool IsKept { get; } = TakesReadmeImages || Environment.GetEnvironmentVariable("REVIEWS_ALBUM") == "1";

    /// <summary>Keeps a picture of the whole page, if pictures are taken.</summary>
    public static async Task KeepAsync(IPage page, string name, int width, ColorScheme scheme)
    {
        if (!IsKept) return;
        var picture = $"{name}-{width}";
        var file = $"{picture}-{scheme.ToString().ToLowerInvariant()}.png";
        await TakeAsync(page, Path.Combine(Repository.Root, "artifacts", "screenshots", file), fullPage: true);
        if (!TakesReadmeImages || !ReadmePictures.Contains(picture)) return;

        var image = Path.Combine(Repository.Root, "docs", "images", file);
        await TakeAsync(page, image, fullPage: false);
        Assert.InRange(new FileInfo(image).Length, 1, MaxReadmeBytes);
    }

    /// <summary>Whether a picture was waited for in vain.</summary>
    public static bool IsAboutAPicture(TimeoutException timeout) =>
        timeout.Message.Contains("taking page screenshot", StringComparison.Ordinal);

    private static async Task TakeAsync(IPage page, string file, bool fullPage)
    {
        await page.BringToFrontAsync();   // a page behind another is not drawn
        await page.ScreenshotAsync(new() { Path = file, FullPage = fullPage, Animations = ScreenshotAnimations.Disabled, Timeout = Limit });
    }
}
