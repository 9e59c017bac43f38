using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Reviews.Contracts.Films;
using Reviews.Domain.Ratings;

namespace Reviews.Web.Films;

/// <summary>A film's votes over time as its page draws them: bars of votes, and a line of the average that they led to.</summary>
/// <remarks>Both are of the votes that stand today, by the day each was cast.</remarks>
internal sealed record Timeline
{
    /// <summary>The drawing's own units; the page stretches it to the room there is.</summary>
    public const int Width = 1_000;

    public const int Height = 200;

    /// <summary>A new film's chart reaches back at least this far, so that its first day is one bar and not a wall: 14 steps.</summary>
    private const int LeastSteps = 14;

    /// <summary>A bar leaves this part of its place free.</summary>
    private const double BarGap = 0.2;

    /// <summary>An hour would be a hairline on a chart of years: marks are at least this wide.</summary>
    private const int LeastBand = 6;

    private const double SecondsADay = 86_400;

    private static readonly int UnixEpochDay = new DateOnly(1970, 1, 1).DayNumber;

    private readonly DateOnly _start;
    private readonly int _days;

    private Timeline(FilmRating rating, DateOnly today)
    {
        Version = rating.TrendVersion;
        Notes = TimelineNote.Of(rating);
        Steps = StepsOf(rating.Trend);
        DaysABar = Steps is [var oldest, ..] ? oldest.Days : 1;
        var (first, last) = Steps.Count > 0 ? (Steps[0].Start, Steps[^1].Start) : (today, today);
        var end = last.AddDays(DaysABar);
        var earliest = end.AddDays(-LeastSteps * DaysABar);
        _start = first < earliest ? first : earliest;
        _days = end.DayNumber - _start.DayNumber;
        LastDay = Earlier(end.AddDays(-1), last > today ? last : today);
    }

    /// <summary>The version of the film's rating that is drawn; -1 while this node does not know how its votes are spread over
    /// time.</summary>
    public long Version { get; }

    /// <summary>Whether there is nothing to draw yet.</summary>
    public bool IsEmpty => Steps.Count == 0;

    /// <summary>The steps that have votes, oldest first.</summary>
    public IReadOnlyList<TimelineStep> Steps { get; }

    /// <summary>Notes about periods, newest first.</summary>
    public ImmutableArray<TimelineNote> Notes { get; }

    /// <summary>The excluded times as one path of bands, as far as they lie on the chart.</summary>
    public string ExcludedBands => BandsOf(exclusions: true);

    /// <summary>The surges, likewise.</summary>
    public string SurgeBands => BandsOf(exclusions: false);

    /// <summary>The votes of the highest bar.</summary>
    public int MostVotes => Steps.Max(step => step.Votes);

    public DateOnly FirstDay => _start;

    /// <summary>The last day shown; never later than today.</summary>
    public DateOnly LastDay { get; }

    /// <summary>How many days a bar stands for.</summary>
    public int DaysABar { get; }

    /// <summary>All of it in a sentence.</summary>
    public string Alternative => IsEmpty ? "No ratings yet." :
        $"{DisplayFormat.Count(Steps.Sum(step => step.Votes), "rating")} from {DisplayFormat.Date(Steps[0].Start)} "
        + $"to {DisplayFormat.Date(LastDay)}. "
        + $"The average was {DisplayFormat.Average(Steps[0].Average)} at first, and is {DisplayFormat.Average(Steps[^1].Average)} now.";

    /// <summary>The bars as one path.</summary>
    public string Bars
    {
        get
        {
            var path = new StringBuilder();
            foreach (var step in Steps)
            {
                var (left, right) = (X(step.Start), X(step.Start.AddDays(step.Days)));
                var gap = (right - left) * BarGap / 2;
                var height = (double)Height * step.Votes / MostVotes;
                path.Append(CultureInfo.InvariantCulture, $"M{left + gap:0.#} {Height}V{Height - height:0.#}H{right - gap:0.#}V{Height}Z");
            }

            return path.ToString();
        }
    }

    /// <summary>The average after each step: level until the next one leads it elsewhere.</summary>
    public string Line
    {
        get
        {
            var path = new StringBuilder();
            foreach (var step in Steps)
            {
                var (left, right) = (X(step.Start), X(step.Start.AddDays(step.Days)));
                path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{left:0.#} {Y(step.Average):0.#}H{right:0.#}");
            }

            return path.ToString();
        }
    }

    /// <summary>Draws the trend of a rating.</summary>
    /// <param name="rating">As this node knows it.</param>
    /// <param name="today">The UTC day now.</param>
    public static Timeline Of(FilmRating rating, DateOnly today) => new(rating, today);

    private string BandsOf(bool exclusions)
    {
        var path = new StringBuilder();
        foreach (var (_, from, until, _) in Notes.Where(note => note.IsExclusion == exclusions).Select(note => note.Mark))
        {
            var (left, right) = (X(from), X(until));
            if (right < 0 || left > Width) continue;
            path.Append(CultureInfo.InvariantCulture,
                $"M{Math.Max(0, left):0.#} 0H{Math.Min(Width, Math.Max(right, left + LeastBand)):0.#}V{Height}H{Math.Max(0, left):0.#}Z");
        }

        return path.ToString();
    }

    private double X(uint second) => Width * (((double)second / SecondsADay) - (_start.DayNumber - UnixEpochDay)) / _days;

    private double X(DateOnly day) => (double)Width * (day.DayNumber - _start.DayNumber) / _days;

    private static double Y(decimal average) => (double)(Height * (1 - (average / 5)));

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static List<TimelineStep> StepsOf(ImmutableArray<TrendPoint> trend)
    {
        var steps = new List<TimelineStep>(trend.Length);
        var (votes, sum) = (0L, 0L);
        foreach (var point in trend)
        {
            (votes, sum) = (votes + point.Count, sum + point.HalfStarSum);
            steps.Add(new TimelineStep(point.Start, point.Days, point.Count, Mean.Of(sum, votes)!.Value));
        }

        return steps;
    }
}

/// <summary>Some days in a row with votes.</summary>
/// <param name="Start">The first day.</param>
/// <param name="Days">How many days.</param>
/// <param name="Votes">Votes of these days; at least 1.</param>
/// <param name="Average">The mean of all votes up to the end of these days, in stars.</param>
internal sealed record TimelineStep(DateOnly Start, int Days, int Votes, decimal Average);
