namespace Reviews.Domain.Catalogue;

/// <summary>One unprocessed row of an import, every value as text: a JSON number as its digits, an absent or null value as null.</summary>
public sealed record RawFilm
{
    /// <summary>Separates the names of a list given as one string: <c>Joel Coen; Ethan Coen</c>.</summary>
    public const char ListSeparator = ';';

    public string? Title { get; init; }

    /// <summary><c>Jun 12 1998</c> or <c>1998-06-12</c>.</summary>
    public string? ReleaseDate { get; init; }

    /// <summary>Whole minutes.</summary>
    public string? RunningTimeMinutes { get; init; }

    public string? MpaaRating { get; init; }

    public string? MpaaReason { get; init; }

    public string? Genre { get; init; }

    public string? Distributor { get; init; }

    public IReadOnlyList<string> Directors { get; init; } = [];

    public IReadOnlyList<string> Cast { get; init; } = [];

    /// <summary>Above 0, up to 10.</summary>
    public string? ImdbRating { get; init; }

    public string? ImdbVotes { get; init; }

    /// <summary>Per cent.</summary>
    public string? RottenTomatoesRating { get; init; }

    /// <summary>
    /// A row from its named fields: a CSV line by its headers, or a JSON object by its properties. Names are compared by their letters
    /// only, so that <c>Release Date</c>, <c>releaseDate</c> and <c>release_date</c> are the same; unknown names are ignored.
    /// </summary>
    public static RawFilm Of(IEnumerable<KeyValuePair<string, string?>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.Aggregate(new RawFilm(), (film, field) => film.With(LettersOf(field.Key), field.Value));
    }

    private static string LettersOf(string name) => string.Concat(name.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));

    private static string[] Names(string? value) => value?.Split(ListSeparator) ?? [];

    private RawFilm With(string name, string? value) => name switch
    {
        "title" => this with { Title = value },
        "releasedate" => this with { ReleaseDate = value },
        "runningtimemin" or "runningtimeminutes" or "runtimeminutes" => this with { RunningTimeMinutes = value },
        "mpaarating" or "mpaa" => this with { MpaaRating = value },
        "mpaareason" => this with { MpaaReason = value },
        "majorgenre" or "genre" => this with { Genre = value },
        "distributor" => this with { Distributor = value },
        "director" or "directors" => this with { Directors = Names(value) },
        "cast" => this with { Cast = Names(value) },
        "imdbrating" => this with { ImdbRating = value },
        "imdbvotes" => this with { ImdbVotes = value },
        "rottentomatoesrating" => this with { RottenTomatoesRating = value },
        _ => this,
    };
}
