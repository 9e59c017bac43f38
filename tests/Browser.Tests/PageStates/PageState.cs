using Browser.Tests.Fixtures;

namespace Browser.Tests.PageStates;

/// <summary>Who looks.</summary>
internal enum Visitor
{
    Reader,
    Member,
    Operator,
    Editor,
}

/// <summary>On which site.</summary>
internal enum Place
{
    /// <summary>With films, people and votes.</summary>
    Lively,

    /// <summary>The same, asked for as <c>localhost</c>: passkeys are for names, not for numbers.</summary>
    LivelyByName,

    /// <summary>On its first day, and able to fail.</summary>
    Young,
}

/// <summary>A page as somebody may see it.</summary>
/// <param name="Name">Of its pictures.</param>
/// <param name="Route">The template of the page, as its file says.</param>
/// <param name="Path">Where it is seen.</param>
/// <param name="Who">Who looks at it.</param>
internal sealed record PageState(string Name, string Route, string Path, Visitor Who = Visitor.Reader)
{
    /// <summary>The page behind the one-time link; the link's token comes to it. No file of its own says it.</summary>
    public const string SetUp = "/account/setup";

    private const string Film = "/films/{filmId}";
    private const string Article = "/reviews/{slug}";

    /// <summary>All of them. A page of the program that is not here fails a test.</summary>
    public static readonly IReadOnlyList<PageState> All =
    [
        new("front", "/", "/"),
        new("front-young", "/", "/") { At = Place.Young },
        new("front-menu", "/", "/", Visitor.Operator) { ActAsync = Journeys.OpenMenuAsync },
        new("front-offers", "/", "/") { ActAsync = Journeys.TypeWordsAsync },
        new("films", "/films", "/films"),
        new("films-unfolded", "/films", "/films?genre=Drama") { ActAsync = Journeys.UnfoldFiltersAsync },
        new("films-narrowed", "/films", "/films?genre=Drama&decade=1990&sort=-readers"),
        new("films-searched", "/films", "/films?search=nevr+let+me+go"),
        new("films-none", "/films", "/films?search=no+such+film+anywhere"),
        new("films-beyond-the-end", "/films", "/films?page=99999") { Status = 404 },
        new("film", Film, $"/films/{SharedSite.FilmOfNote}"),
        new("film-member", Film, "") { FindAsync = Journeys.ToRatedFilmAsync, Who = Visitor.Member },
        new("film-unrated", Film, "/films/wall-e-2008"),
        new("film-refused", Film, "/films/fargo-1996", Visitor.Member) { ActAsync = Journeys.VoteInVainAsync,
            Fault = "the vote SyntaxError" },
        new("film-hostile-title", Film, $"/films/{SharedSite.HostileFilm}"),
        new("reviews", "/reviews", "/reviews"),
        new("reviews-narrowed", "/reviews", "/reviews?author=Ines+Halloran&sort=-stars"),
        new("reviews-searched", "/reviews", "") { FindAsync = Journeys.ToFoundReviewsAsync, Who = Visitor.Member },
        new("reviews-none", "/reviews", "/reviews?search=no+such+review+anywhere"),
        new("article-preview", Article, "/reviews/never-let-me-go"),
        new("article-preview-member", Article, "/reviews/never-let-me-go", Visitor.Member),
        new("article-free", Article, "/reviews/alien"),
        new("film-reviews", Film + "/reviews", "") { FindAsync = Journeys.ToReviewedFilmAsync, Who = Visitor.Member },
        new("film-reviews-none", Film + "/reviews", "/films/wall-e-2008/reviews"),
        new("own-review", Film + "/reviews/mine", $"/films/{SharedSite.FilmOfNote}/reviews/mine", Visitor.Member),
        new("own-review-hidden", Film + "/reviews/mine", "") { FindAsync = EditorJourneys.ToHiddenReviewAsync, Who = Visitor.Member },
        new("member", "/members/{userId}", "") { FindAsync = Journeys.ToOwnPageAsync, Who = Visitor.Member },
        new("sign-in", "/account/login", "/account/login"),
        new("sign-in-refused", "/account/login", "/account/login") { ActAsync = Journeys.SignInInVainAsync },
        new("second-step", "/account/two-factor", "/account/two-factor") { FindAsync = Journeys.ToSecondStepAsync },
        new("join", "/account/register", "/account/register"),
        new("join-refused", "/account/register", "/account/register") { ActAsync = Journeys.JoinInVainAsync },
        new("forgotten", "/account/forgot", "/account/forgot"),
        new("reset", "/account/reset", "/account/reset?email=ann@example.org&code=MTIz"),
        new("confirm", "/account/confirm", "/account/confirm?userId=1&code=MTIz"),
        new("mail", "/account/mail", "/account/mail") { FindAsync = Journeys.ToMailAsync },
        new("mail-none", "/account/mail", "/account/mail") { At = Place.Young },
        new("own-ratings", "/account/ratings", "/account/ratings") { FindAsync = Journeys.ToOwnRatingsAsync, Who = Visitor.Member },
        new("own-ratings-none", "/account/ratings", "/account/ratings", Visitor.Member),
        new("settings", "/account/settings", "/account/settings", Visitor.Member),
        new("settings-name", "/account/settings/name", "/account/settings/name", Visitor.Member),
        new("settings-email", "/account/settings/email", "/account/settings/email", Visitor.Member),
        new("settings-password", "/account/settings/password", "/account/settings/password", Visitor.Member),
        new("settings-two-factor", "/account/settings/two-factor", "/account/settings/two-factor", Visitor.Member),
        new("settings-two-factor-key", "/account/settings/two-factor", "/account/settings/two-factor",
            Visitor.Member) { ActAsync = Journeys.ShowKeyAsync },
        new("settings-two-factor-codes", "/account/settings/two-factor", "/account/settings/two-factor",
            Visitor.Member) { ActAsync = Journeys.ShowCodesAsync },
        new("settings-two-factor-on", "/account/settings/two-factor", "/account/settings/two-factor", Visitor.Member)
        {
            ActAsync = async page =>
            {
                await Journeys.ShowCodesAsync(page);
                await page.GotoAsync("/account/settings/two-factor");
            },
        },
        new("settings-passkey-there", "/account/settings/passkeys", "/account/settings/passkeys", Visitor.Member)
        {
            At = Place.LivelyByName, ActAsync = Journeys.AddPasskeyAsync,
        },
        new("settings-passkeys", "/account/settings/passkeys", "/account/settings/passkeys", Visitor.Member),
        new("settings-sessions", "/account/settings/sessions", "/account/settings/sessions", Visitor.Member),
        new("proof", "/account/proof", "/account/proof?returnUrl=%2Faccount%2Fsettings%2Fpasskeys", Visitor.Member),
        new("settings-import", "/account/settings/import",
            "/account/settings/import") { FindAsync = Journeys.ToImportAsync, Who = Visitor.Member },
        new("settings-erase", "/account/settings/erase", "/account/settings/erase", Visitor.Member),
        new("erased", "/account/erased/{token}", "") { FindAsync = Journeys.ToErasedAsync, Who = Visitor.Member },
        new("roles", "/account/roles", $"/account/roles?member={Client.OperatorEmail}", Visitor.Operator),
        new("report", "/films/{filmId}/reviews/{reviewId}/report", "") { FindAsync = EditorJourneys.ToReportAsync, Who = Visitor.Member },
        new("moderation", "/moderation", "") { FindAsync = EditorJourneys.ToDeskAsync, Who = Visitor.Member },
        new("film-left-out", Film, "") { FindAsync = EditorJourneys.ToFilmWithTimesLeftOutAsync },
        new("editor-desk", "/editor", "/editor?film=never+let+me", Visitor.Editor),
        new("editor-new-article", "/editor/new-article", "/editor/new-article", Visitor.Editor),
        new("editor-article", "/editor/articles/{slug}", "") { FindAsync = Journeys.ToArticleOnTheDeskAsync, Who = Visitor.Editor },
        new("editor-revisions", "/editor/articles/{slug}/revisions", "") { FindAsync = Journeys.ToRevisionsAsync, Who = Visitor.Editor },
        new("editor-film", "/editor/films/{filmId}", $"/editor/films/{SharedSite.FilmOfNote}", Visitor.Editor),
        new("editor-new-film", "/editor/new-film", "/editor/new-film", Visitor.Editor),
        new("operations", "/ops", "/ops", Visitor.Operator),
        new("not-found", "/status/{code:int}", "/nowhere") { Status = 404 },
        new("failed", "/status/{code:int}", "/fails/500") { At = Place.Young, Status = 500 },
        new("unavailable", "/status/{code:int}", "/fails/503") { At = Place.Young, Status = 503 },
        new("too-many", "/status/{code:int}", "/fails/429") { At = Place.Young, Status = 429 },
        new("set-up", SetUp, SetUp) { At = Place.Young },
        new("set-up-refused", SetUp, SetUp) { At = Place.Young, ActAsync = Journeys.SetUpInVainAsync },
        new("forbidden", "/status/{code:int}", "/ops", Visitor.Member) { Status = 403 },
    ];

    /// <summary>Pages that nobody sees, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unseen = new Dictionary<string, string>
    {
        ["/account/logout"] = "It only takes the form of the member's menu, and leads to the front page.",
    };

    public Place At { get; init; } = Place.Lively;

    public int Status { get; init; } = 200;

    /// <summary>A part of what the page says on the console because of what is done on it; null when it has nothing to say.</summary>
    public string? Fault { get; init; }

    /// <summary>What must happen before, and where the page then is; null when the path leads there.</summary>
    public Func<Window, Task<string>>? FindAsync { get; init; }

    /// <summary>What is done on the page before it is looked at.</summary>
    public Func<IPage, Task>? ActAsync { get; init; }
}
