using System.Text.RegularExpressions;

namespace Browser.Tests.Site;

/// <summary>The list of films, with what it can be narrowed by.</summary>
internal sealed class BrowsePage(IPage page)
{
    public IPage Page => page;

    public ILocator Heading => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>As <c>3,200 films</c>.</summary>
    public ILocator Total => page.Locator(".browse-total");

    /// <summary>The films' titles, each a link to its page.</summary>
    public ILocator Titles => page.Locator(".film-grid .film-title a");

    /// <summary>What is chosen; a press takes it away.</summary>
    public ILocator Chips => page.GetByRole(AriaRole.List, new() { Name = "Active filters" }).GetByRole(AriaRole.Link);

    public ILocator Next => page.Locator("a[rel=next]");

    public ILocator Filters => page.GetByRole(AriaRole.Navigation, new() { Name = "Filters" });

    /// <summary>What unfolds the filters where there is little room.</summary>
    public ILocator Unfold => page.Locator("details.filters > summary");

    public async Task<BrowsePage> OpenAsync(string query = "")
    {
        await page.GotoAsync("/films" + query);
        return this;
    }

    /// <summary>The ratings of all films in the list.</summary>
    public ILocator Ratings => page.Locator("main live-rating");

    /// <summary>The rating of one film in the list.</summary>
    public ILocator Rating(string filmId) => page.Locator($"main live-rating[film='{filmId}']");

    /// <summary>The words of a test film's title.</summary>
    public static string WordsOf(string filmId) => filmId[..^"-1999".Length].Replace('-', ' ');

    /// <summary>Searches for a new film until the search has heard of it.</summary>
    public async Task<BrowsePage> OpenOnAsync(string filmId)
    {
        await Eventually.GetAsync(
            async () =>
            {
                await OpenAsync($"?search={Uri.EscapeDataString(WordsOf(filmId))}");
                return await Rating(filmId).CountAsync();
            },
            count => count > 0);
        return this;
    }

    /// <summary>Narrows the list by a name that is typed.</summary>
    public async Task TypeFilterAsync(string group, string name)
    {
        await UnfoldAsync(group);
        var field = Filters.GetByLabel($"{group}, full name");
        await field.FillAsync(name);
        await field.PressAsync("Enter");
    }

    /// <summary>A choice to narrow the list by; its group is unfolded first.</summary>
    /// <param name="group">As <c>Genre</c>.</param>
    /// <param name="choice">As <c>Drama</c>.</param>
    public async Task<ILocator> FilterAsync(string group, string choice)
    {
        await UnfoldAsync(group);
        return Filters.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{Regex.Escape(choice)}\\b") });
    }

    private async Task UnfoldAsync(string group)
    {
        var folded = Filters.Locator("details:not([open]) > summary", new() { HasText = group });
        if (await folded.CountAsync() > 0) await folded.ClickAsync();
    }
}

/// <summary>The box to search in, above every page.</summary>
internal sealed class SearchBox(IPage page)
{
    /// <summary>Where words are typed.</summary>
    public ILocator Words => page.GetByRole(AriaRole.Banner).Locator("input[name=search]");

    /// <summary>Films that are offered while somebody types.</summary>
    public ILocator Offers => page.GetByRole(AriaRole.Listbox, new() { Name = "Films" }).GetByRole(AriaRole.Option);

    public async Task SearchAsync(string words)
    {
        await Words.FillAsync(words);
        await Words.PressAsync("Enter");
    }
}
