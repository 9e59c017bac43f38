using System.Collections.Immutable;
using Reviews.Contracts.Films;

namespace Reviews.Web.Films;

/// <summary>What readers are told of a time on a film's timeline.</summary>
/// <param name="Mark">The time and its votes.</param>
internal sealed record TimelineNote(RatingMark Mark)
{
    public bool IsExclusion => Mark.Kind == RatingMarkKind.Excluded;

    public string Sentence => (IsExclusion, Mark.Votes) switch
    {
        (false, _) => $"Unusually many new accounts rated this film on {Times}: {Wording.Count(Mark.Votes, "rating")}.",
        (true, 0) => $"Moderators left out {Times}: no rating of that time counts.",
        (true, _) => $"Moderators left out {Wording.Count(Mark.Votes, "rating")} of {Times}: they do not count.",
    };

    private string Times => Wording.Span(Mark.From, Mark.Until);

    /// <summary>All notes of a film, the newest first.</summary>
    public static ImmutableArray<TimelineNote> Of(FilmRating rating) =>
        rating.Marks is { } marks
            ? [.. marks.OrderByDescending(mark => mark.From).ThenBy(mark => mark.Kind).Select(mark => new TimelineNote(mark))]
            : [];
}
