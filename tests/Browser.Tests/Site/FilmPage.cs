using System.Globalization;

namespace Browser.Tests.Site;

/// <summary>A film's page.</summary>
internal sealed class FilmPage(IPage page)
{
    public IPage Page => page;

    public ILocator Title => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>The readers' average, as <c>3.50</c>.</summary>
    public ILocator Average => Rating.Locator("[data-part=average]");

    /// <summary>As <c>11 ratings</c>.</summary>
    public ILocator Count => Rating.Locator("[data-part=count]");

    /// <summary>The element that is live; its attribute <c>state</c> says whether its line stands.</summary>
    public ILocator Rating => page.Locator("live-rating").First;

    /// <summary>The votes over time; its name says them in a sentence.</summary>
    public ILocator Chart => page.Locator("live-timeline").GetByRole(AriaRole.Img);

    /// <summary>What a screen reader is told of the rating, now and then.</summary>
    public ILocator RatingSpoken => Rating.Locator("[data-part=spoken]");

    /// <summary>Whether its line stands, in words.</summary>
    public ILocator State => Rating.Locator("[data-part=state]");

    /// <summary>All choices of one's own vote, half a star first.</summary>
    public ILocator Choices => page.Locator("input[name=halfStars]");

    /// <summary>The choice that is made, if there is one.</summary>
    public ILocator Chosen => page.Locator("input[name=halfStars]:checked");

    /// <summary>What became of one's own vote.</summary>
    public ILocator Status => page.Locator("[data-part=status]");

    /// <summary>The same, for who listens.</summary>
    public ILocator Spoken => page.Locator("vote-form [data-part=spoken]");

    public ILocator Withdraw => page.Locator("[data-part=withdraw]");

    public ILocator RateButton => page.GetByRole(AriaRole.Button, new() { Name = "Rate this film" });

    /// <summary>One choice of one's own vote.</summary>
    public ILocator Choice(double stars) =>
        page.Locator(string.Create(CultureInfo.InvariantCulture, $"input[name=halfStars][value='{stars * 2}']"));

    /// <summary>The drawn half star that a pointer meets.</summary>
    public ILocator Star(double stars) =>
        page.Locator(string.Create(CultureInfo.InvariantCulture, $"label:has(input[name=halfStars][value='{stars * 2}'])"));

    /// <summary>Votes as a pointer does: with script on the press of a star, else by the button.</summary>
    public async Task RateAsync(double stars, bool script)
    {
        await Star(stars).ClickAsync();
        if (!script) await RateButton.ClickAsync();
    }

    public async Task<FilmPage> OpenAsync(string filmId)
    {
        await page.GotoAsync($"/films/{filmId}");
        return this;
    }

    /// <summary>Waits until news arrives at once.</summary>
    public Task IsLiveAsync() => Expect(Rating).ToHaveAttributeAsync("state", "live");

    /// <summary>Waits until it knows that no news arrives.</summary>
    public Task IsNotLiveAsync() => Expect(Rating).Not.ToHaveAttributeAsync("state", "live");

    /// <summary>Waits until the rating says so.</summary>
    /// <param name="average">As <c>3.50</c>.</param>
    /// <param name="count">As <c>1 rating</c>.</param>
    public async Task ShowsAsync(string average, string count)
    {
        await Expect(Average).ToHaveTextAsync(average);
        await Expect(Count).ToHaveTextAsync(count);
    }

    /// <summary>Moves the focus with the tab key until it is on the stars: on the one that is chosen, else on the first.</summary>
    public async Task TabToChoicesAsync() => await page.TabToAsync(await Chosen.CountAsync() > 0 ? Chosen : Choices.First);
}
