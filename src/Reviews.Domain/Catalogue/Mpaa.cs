using System.Collections.Immutable;

namespace Reviews.Domain.Catalogue;

/// <summary>The ratings of the Motion Picture Association of America.</summary>
public static class Mpaa
{
    /// <summary>The association's term for a film without a rating.</summary>
    public const string NotRated = "Not Rated";

    /// <summary>Every known rating.</summary>
    public static ImmutableArray<string> Ratings { get; } = ["G", "PG", "PG-13", "R", "NC-17", NotRated];

    /// <summary>The rating as printed; null when the text is none of them.</summary>
    public static string? Read(string text) => text.ToUpperInvariant() switch
    {
        "NR" or "UNRATED" => NotRated,
        var upper => Ratings.FirstOrDefault(rating => string.Equals(rating, upper, StringComparison.OrdinalIgnoreCase)),
    };
}
