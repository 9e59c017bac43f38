using System.Collections.Immutable;
using System.Globalization;

namespace Reviews.Domain.Catalogue;

/// <summary>
/// Checks a film as entered by an editor. Unlike in an import, doubtful values are not corrected or left out: each is an error that names
/// its field, since someone is there to correct it.
/// </summary>
public sealed class FilmCheck
{
    /// <summary>Maximum characters per title: 300.</summary>
    public const int MaxTitleLength = RowCleaner.MaxTitleLength;

    /// <summary>Maximum characters of any other text, including each name: 300.</summary>
    public const int MaxTextLength = RowFields.MaxTextLength;

    /// <summary>Maximum directors, and maximum names in a cast: 100.</summary>
    public const int MaxNames = RowFields.MaxNames;

    /// <summary>Longest run time: 1,000 minutes.</summary>
    public const int MaxRuntimeMinutes = RowCleaner.MaxRuntimeMinutes;

    /// <summary>Furthest release ahead: 10 years.</summary>
    public const int YearsAnnounced = 10;

    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    private FilmCheck()
    {
    }

    /// <summary>The film, with single spaces between words; null when anything is wrong with it.</summary>
    /// <param name="stated">What the editor states.</param>
    /// <param name="today">The day (UTC).</param>
    /// <param name="errors">Field (<c>title</c>, <c>mpaa.rating</c>, ...) to messages; empty when nothing is wrong.</param>
    public static CleanFilm? Check(RawFilm stated, DateOnly today, out IReadOnlyDictionary<string, string[]> errors)
    {
        ArgumentNullException.ThrowIfNull(stated);
        var check = new FilmCheck();
        var film = check.Film(stated, today);
        errors = check._errors;
        return check._errors.Count == 0 ? film : null;
    }

    private CleanFilm Film(RawFilm stated, DateOnly today)
    {
        var title = Text("title", stated.Title, MaxTitleLength);
        if (RowFields.Spaced(stated.Title) is null) Wrong("title", "Enter a title.");
        var date = Date(stated.ReleaseDate, today);
        var rating = Rating(stated.MpaaRating);
        var reason = Text("mpaa.reason", stated.MpaaReason, MaxTextLength);
        if (reason is not null && RowFields.Spaced(stated.MpaaRating) is null)
            Wrong("mpaa.reason", "A reason needs a rating: choose the rating too.");
        return new CleanFilm
        {
            Row = 1,
            Title = title ?? "",
            ReleaseDate = date,
            RuntimeMinutes = Runtime(stated.RunningTimeMinutes),
            MpaaRating = rating,
            MpaaReason = reason,
            Genre = Text("genre", stated.Genre, MaxTextLength),
            Directors = Names("directors", stated.Directors),
            Cast = Names("cast", stated.Cast),
            Distributor = Text("distributor", stated.Distributor, MaxTextLength),
            Identity = CleanFilm.IdentityOf(title ?? "", date),
        };
    }

    private string? Text(string field, string? value, int most)
    {
        if (RowFields.Spaced(value) is not { } text) return null;
        if (text.Length > most)
            return Wrong(field, string.Create(CultureInfo.InvariantCulture, $"Must be at most {most} characters; this has {text.Length}."));
        return RowFields.IsPrintable(text) ? text : Wrong(field, "Contains characters that can't be printed.");
    }

    private DateOnly? Date(string? value, DateOnly today)
    {
        if (RowFields.Spaced(value) is not { } text) return null;
        if (ReleaseDates.Read(text) is not { } date)
        {
            Wrong("releaseDate", "Must be a full date, such as 2010-10-15.");
            return null;
        }

        var last = today.Year + YearsAnnounced;
        if (date.Year >= ReleaseDates.FirstYear && date.Year <= last) return date;
        Wrong(
            "releaseDate", string.Create(
                CultureInfo.InvariantCulture, $"Must be between {ReleaseDates.FirstYear}, when film began, and {last}."));
        return null;
    }

    private int? Runtime(string? value)
    {
        if (RowFields.Spaced(value) is not { } text) return null;
        if (decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes)
            && minutes is >= 1 and <= MaxRuntimeMinutes && minutes == decimal.Truncate(minutes)) return (int)minutes;
        Wrong("runtimeMinutes", string.Create(CultureInfo.InvariantCulture, $"Must be whole minutes from 1 to {MaxRuntimeMinutes}."));
        return null;
    }

    private string? Rating(string? value) =>
        RowFields.Spaced(value) is not { } text
            ? null
            : Mpaa.Read(text) ?? Wrong("mpaa.rating", $"Must be one of {string.Join(", ", Mpaa.Ratings)}.");

    private ImmutableArray<string> Names(string field, IReadOnlyList<string> values)
    {
        var names = values.Select(RowFields.Spaced).OfType<string>().Distinct().ToArray();
        if (names.Length > MaxNames)
            Wrong(field, string.Create(CultureInfo.InvariantCulture, $"Must be at most {MaxNames} names; there are {names.Length}."));
        else if (names.Any(name => name.Length > MaxTextLength || !RowFields.IsPrintable(name)))
            Wrong(field, string.Create(CultureInfo.InvariantCulture, $"A name must be plain text of at most {MaxTextLength} characters."));
        return [.. names];
    }

    private string? Wrong(string field, string message)
    {
        _errors.TryAdd(field, [message]);
        return null;
    }
}
