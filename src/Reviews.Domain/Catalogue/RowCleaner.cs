using System.Collections.Immutable;
using System.Globalization;

namespace Reviews.Domain.Catalogue;

/// <summary>
/// Cleans one row. It is only refused for an unreliable title or release date; any other doubtful value is left out, with a note.
/// </summary>
internal sealed class RowCleaner(int row, RawFilm raw, CenturyRule centuries)
{
    /// <summary>Maximum characters per title: 300.</summary>
    public const int MaxTitleLength = 300;

    /// <summary>Longest run time: 1,000 minutes.</summary>
    public const int MaxRuntimeMinutes = 1_000;

    private const int ImdbScale = 10;
    private const int RottenTomatoesScale = 100;

    private readonly RowFields _fields = new();

    /// <summary>What was corrected or left out.</summary>
    public IReadOnlyList<string> Notes => _fields.Notes;

    /// <summary>The film, or null and the reason the row is refused.</summary>
    public (CleanFilm? Film, string? Reason) Clean()
    {
        var (title, reason) = CleanTitle();
        if (title is null)
            return (null, reason);

        var (date, dateReason) = CleanDate();
        return dateReason is null ? (Film(title, date), null) : (null, dateReason);
    }

    /// <summary>The row's title for a report, cut to a reasonable length.</summary>
    public string? QuotedTitle() => RowFields.Spaced(raw.Title) is { } title ? RowFields.Cut(title) : null;

    private CleanFilm Film(string title, DateOnly? date) => new()
    {
        Row = row,
        Title = title,
        ReleaseDate = date,
        RuntimeMinutes = (int?)_fields.Number("running time", raw.RunningTimeMinutes, 1, MaxRuntimeMinutes, whole: true),
        MpaaRating = CleanMpaa(),
        MpaaReason = _fields.Text("MPAA reason", raw.MpaaReason),
        Genre = _fields.Text("genre", raw.Genre),
        Directors = _fields.Names("directors", raw.Directors),
        Cast = _fields.Names("cast", raw.Cast),
        Distributor = CleanDistributor(),
        ExternalScores = CleanScores(),
        Identity = CleanFilm.IdentityOf(title, date),
    };

    private (string? Title, string? Reason) CleanTitle()
    {
        if (RowFields.Spaced(raw.Title) is not { } title)
            return (null, "It has no title.");

        if (title.Length > MaxTitleLength)
            return (null, $"Its title is longer than {MaxTitleLength} characters.");

        if (!RowFields.IsPrintable(title))
            return (null, "Its title contains characters that can't be printed.");

        var meant = MisreadText.SetRight(title);
        if (meant != title)
            _fields.Note($"Title '{title}' corrected to '{meant}'.");

        return (meant, null);
    }

    private (DateOnly? Date, string? Reason) CleanDate()
    {
        if (RowFields.Spaced(raw.ReleaseDate) is not { } text)
            return (null, null);

        if (ReleaseDates.Read(text) is not { } stated)
            return (null, $"Its release date '{RowFields.Cut(text)}' is not a date such as 'Jun 12 1998' or '1998-06-12'.");

        var date = centuries.Correct(stated);
        if (date.Year < ReleaseDates.FirstYear)
            return (null, $"Its release date '{RowFields.Cut(text)}' is older than film itself ({ReleaseDates.FirstYear}).");

        if (!centuries.IsPlausible(date))
            return (null, $"Its release date '{RowFields.Cut(text)}' is too far in the future.");

        if (date != stated)
            _fields.Note(string.Create(CultureInfo.InvariantCulture, $"Release date '{text}' was a century off: {date:O}."));

        return (date, null);
    }

    private string? CleanMpaa()
    {
        if (_fields.Text("MPAA rating", raw.MpaaRating) is not { } text)
            return null;

        var rating = Mpaa.Read(text);
        if (rating is null)
            _fields.LeftOut("MPAA rating", text, "there is no such rating");

        return rating;
    }

    private string? CleanDistributor()
    {
        var text = _fields.Text("distributor", raw.Distributor);
        if (text is null || !text.Equals("Distributor Unknown", StringComparison.OrdinalIgnoreCase))
            return text;

        _fields.LeftOut("distributor", text, "it names none");
        return null;
    }

    private ImmutableArray<CleanScore> CleanScores()
    {
        var scores = ImmutableArray.CreateBuilder<CleanScore>();
        var votes = (int?)_fields.Number("IMDb votes", raw.ImdbVotes, 0, int.MaxValue, whole: true);
        if (_fields.Number("IMDb rating", raw.ImdbRating, 1, ImdbScale, whole: false) is { } imdb)
            scores.Add(new CleanScore("IMDb", (double)imdb, ImdbScale, votes));

        if (_fields.Number("Rotten Tomatoes rating", raw.RottenTomatoesRating, 0, RottenTomatoesScale, whole: true) is { } tomatoes)
            scores.Add(new CleanScore("Rotten Tomatoes", (double)tomatoes, RottenTomatoesScale, null));

        return scores.ToImmutable();
    }
}
