using System.Collections.Immutable;
using Reviews.Contracts.Films;

namespace Reviews.Api.Pages;

/// <summary>What readers are told of a time on a film's timeline.</summary>
/// <param name="Mark">The time and its votes.</param>
internal sealed record TimelineNote(RatingMark Mark)
{
    public bool IsExclusion => Mark.Kind == RatingMarkKind.Excluded;

    public string Sentence => IsExclusion
        ? $"Moderators left out {Wording.Count(Mark.Votes, "rating")} of {Wording.Span(Mark.From, Mark.Until)}: they do not count."
        : $"Unusually many new accounts rated this film on {Wording.Span(Mark.From, Mark.Until)}: {Wording.Count(Mark.Votes, "rating")}.";

    /// <summary>All notes of a film, the newest first.</summary>
    public static ImmutableArray<TimelineNote> Of(FilmRating rating) =>
        rating.Marks is { } marks ? [.. marks.OrderByDescending(mark => mark.From).ThenBy(mark => mark.Kind).Select(mark => new TimelineNote(mark))] : [];
}
