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

    public static async Task<string> ToArticleOnTheDeskAsync(Window window)
    {
        const string text = "A school in the country, and *nobody* says what for.\n\n<!-- preview ends -->\n\n## The rest\n\nWhat follows is for those who pay for it.";
        await window.WriteArticleAsync("a-school-in-the-country", new { title = "A school in the country", author = "Ann Critic", filmId = SharedSite.FilmOfNote, stars = 3.5, markdown = text, state = "draft" });
        return "/editor/articles/a-school-in-the-country";
    }

    public static async Task<string> ToRevisionsAsync(Window window) => await ToArticleOnTheDeskAsync(window) + "/revisions?revision=1";

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
