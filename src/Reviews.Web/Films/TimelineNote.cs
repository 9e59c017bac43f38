using System.Collections.Immutable;
using Reviews.Contracts.Films;

namespace Reviews.Web.Films;

/// <summary>What readers are told about a period on a film's timeline.</summary>
/// <param name="Mark">The time and its votes.</param>
internal sealed record TimelineNote(SurgeAnnotation Mark)
{
    public bool IsExclusion => Mark.Kind == RatingMarkKind.Excluded;

    public string Sentence => (IsExclusion, Mark.Votes) switch
    {
        (false, _) => $"An unusual number of new accounts rated this film on {Times}: {DisplayFormat.Count(Mark.Votes, "rating")}.",
        (true, 0) => $"Moderators excluded {Times}: no ratings from that time count.",
        (true, _) => $"Moderators excluded {DisplayFormat.Count(Mark.Votes, "rating")} from {Times}: they don’t count.",
    };

    private string Times => DisplayFormat.Span(Mark.From, Mark.Until);

    /// <summary>All notes of a film, the newest first.</summary>
    public static ImmutableArray<TimelineNote> Of(FilmRating rating) =>
        rating.Marks is { } marks
            ? [.. marks.OrderByDescending(annotation => annotation.From).ThenBy(annotation => annotation.Kind)
                .Select(annotation => new TimelineNote(annotation))]
            : [];
}
