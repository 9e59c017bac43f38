using System.Globalization;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;
using Reviews.Domain.Titles;

namespace Reviews.Application.Films;

/// <summary>Finds films for readers, and weights their ratings by the current method.</summary>
internal sealed class FilmReader(FilmIndex index, MethodCache method, TimeProvider time)
{
    /// <summary>The film; null when nothing with that id was published. What can't be a slug wakes no grain.</summary>
    public async ValueTask<FilmState?> FindAsync(string filmId, CancellationToken ct) =>
        Slug.IsValid(filmId) && await index.FindAsync(filmId, ct) is { Details: not null } film ? film : null;

    /// <summary>The rating as clients see it.</summary>
    public RatingMessage Weigh(FilmRating rating) => RatingMessage.Of(rating, method.Current);

    /// <summary>Our critic's verdict as of now; null when there is none.</summary>
    public CriticVerdict? CriticOf(FilmState film) => CriticVerdict.Of(film, time.GetUtcNow());

    /// <summary>The tag of a rating: it changes with the votes and the method.</summary>
    public string TagOf(FilmRating rating) => $"\"{rating.Version}-{method.Current.Revision}\"";

    /// <summary>The tag of a film's whole document.</summary>
    /// <remarks>
    /// A scheduled article that becomes due changes the document without a change to the film, so the tag counts those that are shown.
    /// </remarks>
    public string TagOf(FilmState film) =>
        $"\"{film.Revision}-{film.Rating.Version}-{method.Current.Revision}-{film.Writing?.Revision ?? 0}-"
        + $"{film.ArticlesAt(time.GetUtcNow()).Count()}\"";

    /// <summary>The revision of the details in a tag of <see cref="TagOf(FilmState)"/>; null when it is none.</summary>
    public static int? RevisionIn(string? tag) =>
        tag?.Trim('"').Split('-') is [var revision, _, ..]
            && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
