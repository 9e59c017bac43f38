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

    /// <summary>What the page says after it was loaded anew by saving.</summary>
    public ILocator Notice => page.Locator("p.notice");

    public ILocator Refusal => page.Locator("editor-form [role=alert]");

    public ILocator BringBack => page.GetByRole(AriaRole.Button, new() { Name = "Restore it" });

    public ILocator DropIt => page.GetByRole(AriaRole.Button, new() { Name = "Discard it" });

    /// <summary>What two editors wrote: theirs, then ours, of each field.</summary>
    public ILocator Collisions => page.Locator(".collision pre");

    public async Task<FilmFormPage> OpenAsync(string? filmId = null)
    {
        await page.GotoAsync(filmId is null ? "/editor/new-film" : $"/editor/films/{filmId}");
        return this;
    }
}

/// <summary>Where an editor writes an article.</summary>
internal sealed class ArticleFormPage(IPage page)
{
    public ILocator Headline => page.GetByLabel("Headline");

    public ILocator Film => page.GetByLabel("Film", new() { Exact = true });

    public ILocator Text => page.GetByLabel("Text", new() { Exact = true });

    public ILocator EndPreview => page.GetByRole(AriaRole.Button, new() { Name = "End the preview here" });

    /// <summary>The text as readers will see it.</summary>
    public ILocator Sketch => page.GetByRole(AriaRole.Region, new() { Name = "As readers will see it" });

    /// <summary>What stands beside the button: what became of saving.</summary>
    public ILocator State => page.Locator("editor-form [data-part=state]");

    /// <summary>What the page says after it was loaded anew by saving.</summary>
    public ILocator Notice => page.Locator("p.notice");

    public async Task<ArticleFormPage> OpenAsync()
    {
        await page.GotoAsync("/editor/new-article");
        return this;
    }
}
