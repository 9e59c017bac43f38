using System.Runtime.CompilerServices;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.ReaderReviews;

/// <summary>The newest reviews of films as this node knows them, formatted once instead of for every reader. Asks no grain.</summary>
internal static class NewestReviews
{
    // Discarded together with the writing it was made from, which the index replaces as a whole.
    private static readonly ConditionalWeakTable<FilmWriting, IReadOnlyList<RenderedReview>> Formatted = [];

    /// <summary>At most <see cref="FilmWriting.MaxNewest"/>, newest first.</summary>
    public static IReadOnlyList<RenderedReview> Of(FilmState film) =>
        film.Writing is { Newest.Length: > 0 } writing ? Formatted.GetValue(writing, made => [.. made.Newest.Select(RenderedReview.Of)])
            : [];

    /// <summary>The newest of all films, each film's newest only, none that contains spoilers.</summary>
    public static IReadOnlyList<string> FilmsOf(IEnumerable<FilmState> films, int length) =>
    [
        .. films.Where(film => film.Details is not null)
            .Select(film => (film.Details!.FilmId, Review: film.Writing?.Newest.FirstOrDefault(review => !review.Spoilers)))
            .Where(film => film.Review is not null)
            .OrderByDescending(film => film.Review!.CreatedAt).ThenBy(film => film.FilmId, StringComparer.Ordinal)
            .Take(length).Select(film => film.FilmId),
    ];
}
