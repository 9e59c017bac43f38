using System.Globalization;
using Reviews.Contracts.Films;
using Reviews.Domain.Catalogue;

namespace Reviews.Application.Films.Editing;

/// <summary>
/// A film as an editor sends it: what is left out is cleared. A film's own document can be sent back as it was read; anything else in
/// it is ignored.
/// </summary>
internal sealed record FilmInput
{
    /// <summary>1 to 300 characters.</summary>
    public string? Title { get; init; }

    /// <summary>Such as <c>2010-10-15</c>.</summary>
    public string? ReleaseDate { get; init; }

    /// <summary>In whole minutes, 1 to 1,000.</summary>
    public decimal? RuntimeMinutes { get; init; }

    public MpaaInput? Mpaa { get; init; }

    public string? Genre { get; init; }

    /// <summary>At most 100.</summary>
    public IReadOnlyList<string?>? Directors { get; init; }

    /// <summary>At most 100.</summary>
    public IReadOnlyList<string?>? Cast { get; init; }

    public string? Distributor { get; init; }

    public RawFilm ToRaw() => new()
    {
        Title = Title,
        ReleaseDate = ReleaseDate,
        RunningTimeMinutes = RuntimeMinutes?.ToString(CultureInfo.InvariantCulture),
        MpaaRating = Mpaa?.Rating,
        MpaaReason = Mpaa?.Reason,
        Genre = Genre,
        Directors = [.. (Directors ?? []).OfType<string>()],
        Cast = [.. (Cast ?? []).OfType<string>()],
        Distributor = Distributor,
    };

    /// <summary>What was sent, as it would be stored.</summary>
    public static FilmInput Of(FilmDetails film) => new()
    {
        Title = film.Title,
        ReleaseDate = film.ReleaseDate?.ToString("O", CultureInfo.InvariantCulture),
        RuntimeMinutes = film.RuntimeMinutes,
        Mpaa = film.MpaaRating is null ? null : new MpaaInput { Rating = film.MpaaRating, Reason = film.MpaaReason },
        Genre = film.Genre,
        Directors = film.Directors,
        Cast = film.Cast,
        Distributor = film.Distributor,
    };
}

/// <summary>The MPAA's rating as an editor sends it.</summary>
internal sealed record MpaaInput
{
    /// <summary>One of <c>G</c>, <c>PG</c>, <c>PG-13</c>, <c>R</c>, <c>NC-17</c>, <c>Not Rated</c>.</summary>
    public string? Rating { get; init; }

    /// <summary>Why; only with a rating.</summary>
    public string? Reason { get; init; }
}
