using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.PageStates;

/// <summary>Ways to pages that no fixed address leads to, and to what a page shows only after something was done on it.</summary>
internal static class Journeys
{
    /// <summary>A password that is long enough and that many people use.</summary>
    private const string TooCommon = "1234567890";

    private static readonly (string FilmId, double Stars)[] Voted =
    [
        ("aliens-1986", 4.5), ("up-2009", 5), ("jaws-2-1978", 2), ("psycho-1998", 0.5),
    ];

    public static async Task<string> ToRatedFilmAsync(Window window)
    {
        await window.NameAsync("Kathy H.");
        await window.VoteAsync(SharedSite.FilmOfNote, 4.5);
        return $"/films/{SharedSite.FilmOfNote}";
    }

    public static async Task<string> ToArticleOnTheDeskAsync(Window window)
    {
        const string text =
            "A school in the country, and *nobody* says what for.\n\n<!-- preview ends -->\n\n## The rest\n\nWhat follows is for those who "
            + "pay for it.";
        await window.WriteArticleAsync(
            "a-school-in-the-country", new { title = "A school in the country", author = "Ann Critic", filmId = SharedSite.FilmOfNote,
                stars = 3.5, markdown = text, state = "draft" });
        return "/editor/articles/a-school-in-the-country";
    }

    public static async Task<string> ToRevisionsAsync(Window window) => await ToArticleOnTheDeskAsync(window) + "/revisions?revision=1";

    public static async Task<string> ToReviewedFilmAsync(Window window)
    {
        await window.NameAsync("Ruth C.");
        await window.ReviewAsync("zodiac-2007", "Patience, rewarded",
            "It *waits*, and waits, and then:\n\n- a cellar\n- a light\n\n> Nothing else in it is loud.", spoilers: false);
        return "/films/zodiac-2007/reviews";
    }

    /// <summary>What critics and readers say with a word in common; a review is found a moment after it was written.</summary>
    public static async Task<string> ToFoundReviewsAsync(Window window)
    {
        const string title = "One corridor, and no way out";
        await window.NameAsync("Tilda M.");
        await window.ReviewAsync(
            "alien-1979", title, "I looked behind the *curtain* for a week, and I do not even have a cat.", spoilers: false);
        await Eventually.GetAsync(
            async () => await (await window.Context.APIRequest.GetAsync("/reviews?search=corridor")).TextAsync(), page =>
                page.Contains(title, StringComparison.Ordinal));
        return "/reviews?search=alien";
    }

    public static async Task<string> ToOwnPageAsync(Window window)
    {
        var answer = await window.Context.APIRequest.GetAsync("/api/me");
        return $"/members/{(await answer.JsonAsync())!.Value.GetProperty("userId").GetString()}";
    }

    public static async Task<string> ToOwnRatingsAsync(Window window)
    {
        foreach (var (filmId, stars) in Voted) await window.VoteAsync(filmId, stars);
        return "/account/ratings";
    }

    /// <summary>Whoever joins is sent a letter.</summary>
    public static async Task<string> ToMailAsync(Window window)
    {
        var email = await window.JoinAsync();
        await Eventually.GetAsync(
            async () =>
            {
                await window.Page.GotoAsync("/account/mail");
                return await window.Page.GetByText($"To {email}").CountAsync();
            },
            letters => letters > 0);
        return "/account/mail";
    }

    public static Task OpenMenuAsync(IPage page) => new Masthead(page).Menu.ClickAsync();

    public static async Task TypeWordsAsync(IPage page)
    {
        var box = new SearchBox(page);
        await box.Words.PressSequentiallyAsync("never let me");
        await Expect(box.Offers.First).ToBeVisibleAsync();
    }

    /// <summary>On a wide page they are unfolded by themselves; there the outer fold is not seen.</summary>
    public static Task UnfoldFiltersAsync(IPage page) =>
        page.EvaluateAsync("for (const fold of document.querySelectorAll('.filters, .filter-group')) fold.open = true");

    public static async Task VoteInVainAsync(IPage page)
    {
        await page.RouteAsync(
            "**/ratings/me", route => route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = "none" }));
        var film = new FilmPage(page);
        await film.Star(4).ClickAsync();
        await Expect(film.Status).ToContainTextAsync("may not have been saved");
    }

    public static async Task SignInInVainAsync(IPage page)
    {
        await new SignInPage(page).SignInAsync("nobody@example.org", "Not-the-password-1");
        await Expect(new SignInPage(page).Refusal).ToBeVisibleAsync();
    }

    public static async Task JoinInVainAsync(IPage page)
    {
        await new JoinPage(page).JoinAsync("ann@example.org", TooCommon);
        await Expect(page.Locator(".field-error").Filter(new() { HasText = "." })).ToBeVisibleAsync();
    }

    public static async Task SetUpInVainAsync(IPage page)
    {
        await page.GetByLabel("Email").FillAsync("editor@example.org");
        await page.GetByLabel("Password").FillAsync(TooCommon);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(new SignInPage(page).Refusal.First).ToBeVisibleAsync();
    }

    public static async Task ShowKeyAsync(IPage page)
    {
        await page.Locator("[data-part=start]").ClickAsync();
        await Expect(page.Locator("[data-part=key]")).ToBeVisibleAsync();
    }

    public static async Task ShowCodesAsync(IPage page)
    {
        await ShowKeyAsync(page);
        var key = await page.Locator("[data-part=key]").InnerTextAsync();
        await page.Locator("#code").FillAsync(Authenticator.CodeOf(key.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()));
        await page.Locator("[data-part=on]").ClickAsync();
        await Expect(page.Locator(".recovery-codes")).ToBeVisibleAsync();
    }

    public static async Task AddPasskeyAsync(IPage page)
    {
        await page.AddAuthenticatorAsync();
        var passkeys = new PasskeysPage(page);
        await passkeys.AddAsync("My phone");
        await Expect(passkeys.Names).ToHaveValueAsync("My phone");
    }

    /// <summary>An import that was looked at, with rows of all kinds.</summary>
    public static async Task<string> ToImportAsync(Window window)
    {
        const string ratings =
            "Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Up,2009,,4.5\n2020-01-02,Psycho,1998,,1\n2020-01-03,No Such "
            + "Film,1901,,3\n2020-01-04,Up,2009,,nine\n";
        await window.Page.GotoAsync("/account/settings/import");
        await window.Page.GetByLabel("Your file").SetInputFilesAsync(
            new FilePayload { Name = "ratings.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(ratings) });
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Preview import" }).ClickAsync();
        await Expect(window.Page.GetByText("Nothing has changed yet.")).ToBeVisibleAsync();
        return "/account/settings/import";
    }

    public static async Task<string> ToErasedAsync(Window window)
    {
        await window.Page.GotoAsync("/account/settings/erase");
        await window.Page.GetByLabel("Delete everything").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Erase my account" }).ClickAsync();
        await window.Page.WaitForURLAsync("**/account/erased/*");
        // Until it is done the page loads itself anew every few seconds: under whoever looks at it.
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Your account has been erased" })).ToBeVisibleAsync();
        return new Uri(window.Page.Url).AbsolutePath;
    }

    public static async Task<string> ToSecondStepAsync(Window window)
    {
        var email = await Authenticator.JoinAsync(window.Address);
        var signIn = new SignInPage(window.Page);
        await signIn.OpenAsync();
        await signIn.SignInAsync(email, Client.Password);
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Second step" })).ToBeVisibleAsync();
        return "/account/two-factor";
    }
}
