using Browser.Tests.Fixtures;

namespace Browser.Tests.Sights;

/// <summary>Who looks.</summary>
public enum Visitor
{
    Reader,
    Member,
    Operator,
}

/// <summary>A page as somebody may see it.</summary>
/// <param name="Name">Of its pictures.</param>
/// <param name="Route">The template of the page, as its file says.</param>
/// <param name="Path">Where it is seen.</param>
/// <param name="Who">Who looks at it.</param>
internal sealed record Sight(string Name, string Route, string Path, Visitor Who = Visitor.Reader)
{
    /// <summary>All of them. A page of the program that is not here fails a test.</summary>
    public static readonly IReadOnlyList<Sight> All =
    [
        new("front", "/", "/"),
        new("film", "/films/{filmId}", $"/films/{SharedSite.FilmOfNote}"),
        new("film-member", "/films/{filmId}", $"/films/{SharedSite.FilmOfNote}", Visitor.Member),
        new("film-unrated", "/films/{filmId}", "/films/wall-e-2008"),
        new("film-hostile-title", "/films/{filmId}", $"/films/{SharedSite.HostileFilm}"),
        new("sign-in", "/account/login", "/account/login"),
        new("join", "/account/register", "/account/register"),
        new("operations", "/ops", "/ops", Visitor.Operator),
        new("not-found", "/status/{code:int}", "/nowhere") { Status = 404 },
    ];

    /// <summary>Pages that nobody sees, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unseen = new Dictionary<string, string>
    {
        ["/account/logout"] = "It only takes the form of the masthead, and leads to the front page.",
    };

    public int Status { get; init; } = 200;
}
