namespace Reviews.Web.Covers;

/// <summary>Which colours a genre has. The colours themselves are in covers.css, each under its class.</summary>
internal static class CoverPalette
{
    /// <summary>The palette of genres that have none of their own, and of films without a genre.</summary>
    public const string Plain = "plain";

    /// <summary>How many each genre has.</summary>
    public const uint Variants = 3;

    private static readonly Dictionary<string, string> Genres = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Action"] = "action",
        ["Adventure"] = "adventure",
        ["Black Comedy"] = "black-comedy",
        ["Comedy"] = "comedy",
        ["Concert/Performance"] = "musical",
        ["Documentary"] = "documentary",
        ["Drama"] = "drama",
        ["Horror"] = "horror",
        ["Musical"] = "musical",
        ["Romantic Comedy"] = "romance",
        ["Thriller/Suspense"] = "thriller",
        ["Western"] = "western",
    };

    /// <summary>Every palette's name.</summary>
    public static IEnumerable<string> Names => Genres.Values.Append(Plain).Distinct();

    /// <summary>The class of the genre's colours.</summary>
    /// <param name="genre">As in the catalogue, or null.</param>
    /// <param name="variant">Below <see cref="Variants"/>.</param>
    public static string Of(string? genre, uint variant) => $"cover-{Genres.GetValueOrDefault(genre ?? "", Plain)}-{variant + 1}";
}
