using System.Globalization;
using Reviews.Application.ReadModel;
using Reviews.Application.Search;
using Reviews.Contracts.Films;

namespace Reviews.Application.ReaderReviews;

/// <summary>Finds readers' reviews by their words, among the newest of each film: those this node has. Asks no grain.</summary>
internal sealed class FoundReviews(WritingSearch search, FilmIndex films)
{
    /// <summary>Most that are shown: 12.</summary>
    public const int Most = 12;

    /// <summary>The best first, each with its film.</summary>
    public IReadOnlyList<(FilmState Film, RenderedReview Review)> Find(string text) =>
        [.. search.FindReviews(text).Select(found => Resolve(found.FilmId, found.UserId)).OfType<(FilmState, RenderedReview)>().Take(Most)];

    /// <summary>Null when it was withdrawn after the search read it.</summary>
    private (FilmState Film, RenderedReview Review)? Resolve(string filmId, string userId)
    {
        if (films.Find(filmId) is not { Details: not null } film) return null;
        var number = long.Parse(userId, CultureInfo.InvariantCulture);
        return NewestReviews.Of(film).FirstOrDefault(review => review.Review.UserId == number) is { } review ? (film, review) : null;
    }
}
