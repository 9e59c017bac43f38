using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Sights;

/// <summary>Ways to pages that no fixed address leads to.</summary>
internal static class Ways
{
    private static readonly (string FilmId, double Stars)[] Voted = [("aliens-1986", 4.5), ("up-2009", 5), ("jaws-2-1978", 2), ("psycho-1998", 0.5)];

    public static async Task<string> ToRatedFilmAsync(Window window)
    {
        await window.NameAsync("Kathy H.");
        await window.VoteAsync(SharedSite.FilmOfNote, 4.5);
        return $"/films/{SharedSite.FilmOfNote}";
    }

    public static async Task<string> ToReviewedFilmAsync(Window window)
    {
        await window.NameAsync("Ruth C.");
        await window.ReviewAsync("zodiac-2007", "Patience, rewarded", "It *waits*, and waits, and then:\n\n- a cellar\n- a light\n\n> Nothing else in it is loud.", spoilers: false);
        return "/films/zodiac-2007/reviews";
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

    /// <summary>An import that was looked at, with rows of all kinds.</summary>
    public static async Task<string> ToImportAsync(Window window)
    {
        const string ratings = "Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Up,2009,,4.5\n2020-01-02,Psycho,1998,,1\n2020-01-03,No Such Film,1901,,3\n2020-01-04,Up,2009,,nine\n";
        await window.Page.GotoAsync("/account/settings/import");
        await window.Page.GetByLabel("Your file").SetInputFilesAsync(new FilePayload { Name = "ratings.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(ratings) });
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Look at it first" }).ClickAsync();
        await Expect(window.Page.GetByText("Nothing has yet.")).ToBeVisibleAsync();
        return "/account/settings/import";
    }

    public static async Task<string> ToErasedAsync(Window window)
    {
        await window.Page.GotoAsync("/account/settings/erase");
        await window.Page.GetByLabel("Your password").FillAsync(Client.Password);
        await window.Page.GetByLabel("Erase everything of mine").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Erase my account" }).ClickAsync();
        await window.Page.WaitForURLAsync("**/account/erased/*");
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
