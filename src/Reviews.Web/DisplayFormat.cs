using System.Globalization;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;
using Reviews.Domain.Ratings;

namespace Reviews.Web;

/// <summary>Numbers, dates and ratings as the pages write them: in English, whatever the machine speaks.</summary>
internal static class DisplayFormat
{
    /// <summary>What a page of a list is called, so that no two have one name: <c>All films, page 2</c>.</summary>
    public static string OnPage(string list, int page) => page == 1 ? list : $"{list}, page {Number(page)}";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly string[] Numerals = ["one", "two", "three", "four", "five"];

    /// <summary><c>1 hour 43 minutes</c>.</summary>
    public static string RunTime(int minutes)
    {
        var (hours, rest) = Math.DivRem(minutes, 60);
        if (hours == 0) return Count(rest, "minute");
        return rest == 0 ? Count(hours, "hour") : $"{Count(hours, "hour")} {Count(rest, "minute")}";
    }

    /// <summary><c>11 ratings</c>, <c>1 rating</c>, <c>1,204 ratings</c>.</summary>
    public static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary><c>1,204</c>.</summary>
    public static string Number(int number) => number.ToString("N0", English);

    /// <summary><c>15 October 2010</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", English);

    /// <summary><c>3 May 2026, 14:00 to 15:00 UTC</c>; of two days <c>3 May 2026, 22:00 to 4 May 2026, 01:00 UTC</c>.</summary>
    /// <param name="from">The first second, since 1970 (UTC).</param>
    /// <param name="until">The second after the last.</param>
    public static string Span(uint from, uint until)
    {
        var (start, end) = (DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(until));
        var last = start.Date == end.Date ? end.ToString("HH:mm", English) : Minute(end);
        return $"{Minute(start)} to {last} UTC";
    }

    /// <summary><c>3 May 2026, 14:00</c>, in UTC.</summary>
    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm", English);

    /// <summary><c>3.55</c>; a dash while nobody has voted.</summary>
    public static string Average(decimal? average) => average is { } stars ? TwoDecimals(stars) : "–";

    /// <summary><c>3.21</c>.</summary>
    public static string TwoDecimals(decimal number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary><c>3½ stars</c>; up to one it is <c>star</c>.</summary>
    public static string Verdict(Stars stars) => $"{stars} {Noun(stars)}";

    /// <summary><c>three and a half stars</c>, for those who listen: not every voice reads ½ well.</summary>
    public static string Spoken(Stars stars)
    {
        var (whole, half) = Math.DivRem(stars.HalfStars, 2);
        if (whole == 0) return "half a star";
        return $"{Numerals[whole - 1]}{(half == 0 ? "" : " and a half")} {Noun(stars)}";
    }

    /// <summary><c>star</c> up to one, else <c>stars</c>.</summary>
    public static string Noun(Stars stars) => stars.Number > 1 ? "stars" : "star";

    /// <summary><c>Drama · 2010</c>, as far as it is known.</summary>
    public static string Kicker(FilmDetails film) =>
        string.Join(" · ", new[] { film.Genre, film.ReleaseDate?.Year.ToString(CultureInfo.InvariantCulture) }.OfType<string>());

    /// <summary>
    /// <c>Directed by Mark Romanek, with Keira Knightley and Carey Mulligan. 1 hour 43 minutes, from Fox Searchlight.</c>, as far as it is
    /// known.
    /// </summary>
    public static string Standfirst(FilmDetails film)
    {
        var makers = film.Directors.IsEmpty ? "" : $"Directed by {List(film.Directors)}";
        var cast = film.Cast.IsEmpty ? "" : $"{(makers.Length > 0 ? ", with" : "With")} {List(film.Cast)}";
        var time = film.RuntimeMinutes is { } minutes ? RunTime(minutes) : "";
        var from = film.Distributor is null ? "" : $"{(time.Length > 0 ? ", from" : "From")} {film.Distributor}";
        return string.Join(
            ' ', new[] { makers + cast, time + from }.Where(part => part.Length > 0).Select(
                part => part.EndsWith('.') ? part : part + "."));
    }

    /// <summary><c>Keira Knightley, Carey Mulligan and Andrew Garfield</c>.</summary>
    public static string List(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    /// <summary>The first letter of a name, with its accents.</summary>
    public static string Initial(string name) => name.Length == 0 ? "" : StringInfo.GetNextTextElement(name).ToUpperInvariant();

    /// <summary><c>4 stars and up</c>.</summary>
    public static string AtLeast(string stars) =>
        stars == "5" ? "5 stars" : $"{stars} {(stars is "1" or "0.5" ? "star" : "stars")} and up";

    /// <summary><c>IMDb 7.3/10</c>.</summary>
    public static string Score(ExternalScore score) =>
        string.Create(CultureInfo.InvariantCulture, $"{score.Source} {score.Score:0.#}/{score.Scale:0.#}");

    /// <summary><c>IMDb 7.3</c>, <c>Rotten Tomatoes 92%</c>.</summary>
    public static string ShortScore(ExternalScore score) => score.Scale == 100
        ? string.Create(CultureInfo.InvariantCulture, $"{score.Source} {score.Score:0}%")
        : string.Create(CultureInfo.InvariantCulture, $"{score.Source} {score.Score:0.0}");

    /// <summary>How the weighted score is calculated; follows the score itself.</summary>
    public static string Method(RatingMethod method) => string.Create(
        English,
        $"weighted: every film starts with {method.MinimumVotes:0.#} ratings of {method.OverallMean:0.00} stars, the average of all "
            + $"ratings, so a few votes alone can’t put a film on top.");
}
