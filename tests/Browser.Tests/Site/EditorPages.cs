namespace Browser.Tests.Site;

/// <summary>Where an editor makes or corrects a film.</summary>
internal sealed class FilmFormPage(IPage page)
{
    public ILocator Title => page.GetByLabel("Title", new() { Exact = true });

    public ILocator Cast => page.GetByLabel("Cast");

    public ILocator RunTime => page.GetByLabel("Run time");

    public ILocator Save => page.Locator("editor-form").GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true });

    /// <summary>What stands beside the button: what became of saving.</summary>
    public ILocator State => page.Locator("editor-form [data-part=state]");

    public ILocator Refusal => page.Locator("editor-form [role=alert]");

    public ILocator BringBack => page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" });

    public ILocator DropIt => page.GetByRole(AriaRole.Button, new() { Name = "Drop it" });

    /// <summary>What two editors wrote: theirs, then ours, of each field.</summary>
    public ILocator Collisions => page.Locator(".collision pre");

    public async Task<FilmFormPage> OpenAsync(string? filmId = null)
    {
        await page.GotoAsync(filmId is null ? "/editor/new-film" : $"/editor/films/{filmId}");
        return this;
    }
}
