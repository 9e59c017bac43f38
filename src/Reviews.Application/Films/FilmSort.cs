using System.Globalization;
using System.Text;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;
using Reviews.Domain.Ratings;

namespace Reviews.Application.Films;

/// <summary>
/// The orders that a list of films may have. Ties are broken by filmId, in either direction; films without a value come last.
/// </summary>
internal static class FilmSort
{
    public const string Default = "title";

    /// <summary>The default order of a search: best match first. It can't be requested by name.</summary>
    public const string Relevance = "relevance";

    /// <summary>The readers' best as the page lists them: by the weighted score, with unrated films after all rated ones. By the score
    /// alone, unrated films would be in the middle, at the mean of all votes. It can't be requested by name.</summary>
    public const string RatedFirst = "-rated";

    /// <summary>The words for <c>sort</c>; a leading '-' reverses.</summary>
    public static readonly IReadOnlyList<string> Words = ["title", "released", "critic", "readers", "votes"];

    public static bool IsKnown(string sort) => Words.Contains(sort.StartsWith('-') ? sort[1..] : sort, StringComparer.Ordinal);

    /// <summary>The published films in that order; critics' verdicts as of <paramref name="now"/>.</summary>
    public static FilmState[] Order(IEnumerable<FilmState> films, string sort, RatingMethod method, DateTimeOffset now) =>
        sort.TrimStart('-') switch
    {
        "title" => By(films, film => SortTitle(film.Details!.Title), StringComparer.OrdinalIgnoreCase, sort),
        "released" => By(films, film => film.Details!.ReleaseDate, Comparer<DateOnly?>.Default, sort),
        "critic" => By(films, film => CriticVerdict.Of(film, now)?.Stars, Comparer<decimal?>.Default, sort),
        "readers" => By(films, film => Weighted(film.Rating, method), Comparer<decimal>.Default, sort),
        "rated" =>
            By(films, film => film.Rating.Count == 0 ? (decimal?)null : Weighted(film.Rating, method), Comparer<decimal?>.Default, sort),
        "votes" => By(films, film => film.Rating.Count, Comparer<int>.Default, sort),
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "There is no such order."),
    };

    private static FilmState[] By<TKey>(IEnumerable<FilmState> films, Func<FilmState, TKey> key, IComparer<TKey> comparer, string sort)
    {
        var keyed = films.Where(film => film.Details is not null).Select(film => (Film: film, Key: key(film)))
            .OrderBy(film => film.Key is null);
        var ordered = sort.StartsWith('-') ? keyed.ThenByDescending(film => film.Key, comparer) : keyed.ThenBy(film => film.Key, comparer);
        return [.. ordered.ThenBy(film => film.Film.Details!.FilmId, StringComparer.Ordinal).Select(film => film.Film)];
    }

    private static decimal Weighted(FilmRating rating, RatingMethod method) =>
        WeightedMean.Of(rating.HalfStarSum, rating.Count, method.MinimumVotes, method.OverallMean);

    /// <summary>The title with its accents folded, so that É sorts with E.</summary>
    private static string SortTitle(string title) => Ascii.IsValid(title)
        ? title
        : string.Concat(
            title.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
}
