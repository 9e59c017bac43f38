using System.Collections.Immutable;
using System.Globalization;
using Reviews.Domain.Titles;

namespace Reviews.Domain.Catalogue;

/// <summary>A film whose facts were all checked; anything uncertain is left out.</summary>
public sealed record CleanFilm
{
    /// <summary>The row it came from, counted from 1.</summary>
    public required int Row { get; init; }

    public required string Title { get; init; }

    public DateOnly? ReleaseDate { get; init; }

    /// <summary>1 to 1,000.</summary>
    public int? RuntimeMinutes { get; init; }

    /// <summary>One of <see cref="Mpaa.Ratings"/>.</summary>
    public string? MpaaRating { get; init; }

    public string? MpaaReason { get; init; }

    public string? Genre { get; init; }

    public ImmutableArray<string> Directors { get; init; } = [];

    public ImmutableArray<string> Cast { get; init; } = [];

    public string? Distributor { get; init; }

    public ImmutableArray<CleanScore> ExternalScores { get; init; } = [];

    /// <summary>
    /// Its identity: the folded title, '|', and the full release date or 'undated'. Never changes once the film is published, so
    /// that a second import recognises it.
    /// </summary>
    public required string Identity { get; init; }

    /// <summary>Its name in URLs, without a suffix: another film may have the same.</summary>
    public string Slug => Titles.Slug.Of(Title, ReleaseDate?.Year);

    /// <summary>The identity of a film with that title and date.</summary>
    public static string IdentityOf(string title, DateOnly? releaseDate) =>
        $"{FoldedTitle.Of(title)}|{releaseDate?.ToString("O", CultureInfo.InvariantCulture) ?? "undated"}";
}

/// <summary>Another site's score for a film.</summary>
/// <param name="Source">The site.</param>
/// <param name="Score">Its score, above 0 (per cent: from 0) and up to the scale.</param>
/// <param name="Scale">Its highest score: 10, 100.</param>
/// <param name="Votes">How many votes the score is based on, if the site says.</param>
public sealed record CleanScore(string Source, double Score, double Scale, int? Votes);
