using System.Globalization;
using Reviews.Contracts.Films;
using Reviews.Domain.Catalogue;

namespace Reviews.Web.Editor;

/// <summary>A film as it stands in an editor's form: text, whether it makes sense or not.</summary>
internal sealed record FilmFields
{
    private static readonly IReadOnlyList<(string Value, string Text)> Ratings =
    [
        ("", "Unknown"), .. Mpaa.Ratings.Select(rating => (rating, rating)),
    ];

    public string? Title { get; init; }

    public string? ReleaseDate { get; init; }

    public string? RuntimeMinutes { get; init; }

    public string? MpaaRating { get; init; }

    public string? MpaaReason { get; init; }

    public string? Genre { get; init; }

    /// <summary>One per line.</summary>
    public string? Directors { get; init; }

    /// <summary>One per line.</summary>
    public string? Cast { get; init; }

    public string? Distributor { get; init; }

    public static FilmFields Of(FilmDetails film) => new()
    {
        Title = film.Title,
        ReleaseDate = film.ReleaseDate?.ToString("O", CultureInfo.InvariantCulture),
        RuntimeMinutes = film.RuntimeMinutes?.ToString(CultureInfo.InvariantCulture),
        MpaaRating = film.MpaaRating,
        MpaaReason = film.MpaaReason,
        Genre = film.Genre,
        Directors = string.Join('\n', film.Directors),
        Cast = string.Join('\n', film.Cast),
        Distributor = film.Distributor,
    };

    public static FilmFields Of(IFormCollection form) => new()
    {
        Title = form["title"],
        ReleaseDate = form["releaseDate"],
        RuntimeMinutes = form["runtimeMinutes"],
        MpaaRating = form["mpaa.rating"],
        MpaaReason = form["mpaa.reason"],
        Genre = form["genre"],
        Directors = form["directors"],
        Cast = form["cast"],
        Distributor = form["distributor"],
    };

    public RawFilm ToRaw() => new()
    {
        Title = Title,
        ReleaseDate = ReleaseDate,
        RunningTimeMinutes = RuntimeMinutes,
        MpaaRating = MpaaRating,
        MpaaReason = MpaaReason,
        Genre = Genre,
        Directors = Lines(Directors),
        Cast = Lines(Cast),
        Distributor = Distributor,
    };

    /// <summary>As fields of the form, each with what is wrong with it.</summary>
    /// <param name="errors">Field to messages.</param>
    /// <param name="genres">The genres that films here have.</param>
    public IReadOnlyList<EditorField> ToForm(IReadOnlyDictionary<string, string[]> errors, IReadOnlyList<string> genres)
    {
        EditorField[] fields =
        [
            new("title", "Title", Title) { MaxLength = FilmCheck.MaxTitleLength },
            new("releaseDate", "Theatre release", ReleaseDate) { Kind = "date", Width = "half" },
            new("runtimeMinutes", "Run time", RuntimeMinutes) { Kind = "number", Hint = "In minutes.", Width = "half" },
            new("mpaa.rating", "MPAA rating", MpaaRating) { Kind = "choice", Choices = Ratings, Width = "half" },
            new("mpaa.reason", "Reason for the rating",
                MpaaReason) { MaxLength = FilmCheck.MaxTextLength, Hint = "As printed: for some sexuality and nudity.", Width = "half" },
            new("directors", "Directed by", Directors) { Kind = "lines", Rows = 2, Hint = "One per line.", Width = "half" },
            new("cast", "Cast", Cast) { Kind = "lines", Rows = 5, Hint = "One per line, in the order of the credits.", Width = "half" },
            new("genre", "Genre", Genre) { MaxLength = FilmCheck.MaxTextLength, Usual = genres, Width = "half" },
            new("distributor", "Distributor", Distributor) { MaxLength = FilmCheck.MaxTextLength, Width = "half" },
        ];
        return [.. fields.Select(
            field => errors.TryGetValue(field.Name, out var messages) ? field with { Error = string.Join(' ', messages) } : field)];
    }

    private static string[] Lines(string? text) => text?.Split('\n') ?? [];
}
