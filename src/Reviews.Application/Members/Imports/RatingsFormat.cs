using System.Globalization;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Imports;

/// <summary>One site's file of ratings: how its header is recognised, and how its rows are read.</summary>
/// <param name="Source">Whose it is.</param>
/// <param name="Columns">The columns that must be there, as the site writes them.</param>
/// <param name="Read">Reads a row by the names of its columns.</param>
internal sealed record RatingsFormat(ImportSource Source, IReadOnlyList<string> Columns, Func<Func<string, string?>, RatingRow> Read)
{
    /// <summary>All known formats, more specific ones first.</summary>
    public static readonly IReadOnlyList<RatingsFormat> All =
    [
        new(ImportSource.Letterboxd, ["Date", "Name", "Year", "Letterboxd URI", "Rating"], ReadLetterboxd),
        new(ImportSource.Imdb, ["Const", "Your Rating", "Date Rated", "Title"], ReadImdb),
        new(ImportSource.MovieLens, ["userId", "movieId", "rating", "timestamp"], ReadMovieLens),
    ];

    /// <summary>The format of a header; null when it is unknown.</summary>
    public static RatingsFormat? Of(IReadOnlyCollection<string> headers) =>
        All.FirstOrDefault(format => format.Columns.All(column => headers.Contains(column, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The known headers, for anyone who has sent another.</summary>
    public static string Expectations => string.Join("; ", All.Select(format => $"{format.Source}: {string.Join(',', format.Columns)}"));

    private static RatingRow ReadLetterboxd(Func<string, string?> cell) =>
        Rated(ImportSource.Letterboxd, [cell("Name")], cell("Year"), cell("Rating"), cell("Date"));

    private static RatingRow ReadImdb(Func<string, string?> cell)
    {
        var kind = cell("Title Type") ?? "";
        string[] others = ["series", "episode", "game", "podcast", "music"];
        return others.Any(other => kind.Contains(other, StringComparison.OrdinalIgnoreCase))
            ? RatingRow.Refused(cell("Title"), $"Not a film: {kind}.")
            : Rated(ImportSource.Imdb, [cell("Title"), cell("Original Title")], cell("Year"), cell("Your Rating"), cell("Date Rated"));
    }

    /// <summary>
    /// The data set's file has only numbers; with the <c>title</c> column of its <c>movies.csv</c> added, films are found.
    /// </summary>
    private static RatingRow ReadMovieLens(Func<string, string?> cell)
    {
        if (cell("title") is not { } titled)
            return RatingRow.Refused(
                null, $"MovieLens film {cell("movieId")} has no title here. Add the 'title' column from MovieLens' movies.csv.");
        var (titles, year) = MovieLensTitle.Read(titled);
        var rated = long.TryParse(cell("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= uint.MaxValue
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        return Rated(ImportSource.MovieLens, titles, year, cell("rating"), rated);
    }

    private static RatingRow Rated(ImportSource source, IReadOnlyList<string?> titles, string? year, string? rating, string? ratedOn)
    {
        string[] named = [.. titles.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        if (named.Length == 0) return RatingRow.Refused(null, "The row names no film.");
        if (rating is null) return RatingRow.Refused(named[0], "The row has no rating.");
        if (!TryRate(source, rating, out var tenths)) return RatingRow.Refused(named[0], $"'{Shorten(rating)}' is not a rating there.");
        var day = DateOnly.TryParse(ratedOn, CultureInfo.InvariantCulture, out var parsed) ? parsed : (DateOnly?)null;
        int? made = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 1800 and < 3000
            ? number
            : null;
        var halfStars = source == ImportSource.Imdb ? tenths / 10 : tenths / 5;
        return new RatingRow(named, made, (byte)halfStars, new OriginalRating(source, tenths, day));
    }

    /// <summary>IMDb: 1 to 10. The others: 0.5 to 5 in halves. Nothing is rounded.</summary>
    private static bool TryRate(ImportSource source, string text, out byte tenths)
    {
        tenths = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        var (least, most, step) = source == ImportSource.Imdb ? (1m, 10m, 1m) : (0.5m, 5m, 0.5m);
        if (number < least || number > most || number % step != 0) return false;
        tenths = (byte)(number * 10);
        return true;
    }

    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20] + "…";
}
