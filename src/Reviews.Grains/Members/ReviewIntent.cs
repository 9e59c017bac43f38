using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>A member's newest intent for their own review of a film. Withdrawn ones are kept.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="Ticket">From the member's counter of reviews and helpful votes.</param>
/// <param name="Stands">Whether there is, or should be, a text.</param>
/// <param name="At">Seconds since 1970 (UTC).</param>
/// <param name="Open">Whether review and film may not have it yet.</param>
internal sealed record ReviewIntent(string FilmId, uint Ticket, bool Stands, uint At, bool Open)
{
    public MemberReview ToReview() => new(FilmId, DateTimeOffset.FromUnixTimeSeconds(At));

    /// <summary>The changes that recreate this.</summary>
    public IEnumerable<ReviewChange> Changes()
    {
        yield return new ReviewIntended(Ticket, FilmId, Stands, At);
        if (!Open) yield return new ReviewDone(Ticket, FilmId, Stands);
    }
}

/// <summary>A member's newest helpful vote on someone's review. Withdrawn ones are kept: the list is a superset of what films
/// hold.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="ReviewerId">Who wrote the review.</param>
/// <param name="Ticket">From the member's counter of reviews and helpful votes.</param>
/// <param name="IsHelpful">Null: taken back.</param>
/// <param name="Open">Whether the film may not have it yet.</param>
internal sealed record HelpfulVoteIntent(string FilmId, long ReviewerId, uint Ticket, bool? IsHelpful, bool Open)
{
    /// <summary>The changes that recreate this.</summary>
    public IEnumerable<ReviewChange> Changes()
    {
        yield return new HelpfulVoteIntended(Ticket, FilmId, ReviewerId, IsHelpful);
        if (!Open) yield return new MarkDone(Ticket, FilmId, ReviewerId, IsHelpful is not null);
    }
}
