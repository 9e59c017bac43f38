using Reviews.Contracts.Reviews;
using Reviews.Domain.Reviews;
using Reviews.Grains.Films.Writing;

namespace Reviews.Grains.Films;

/// <summary>What readers write about a film: an index without the texts, which the reviews' own grains keep.</summary>
internal sealed class FilmReviews(FilmActivation film, FilmWrites writes, ShardLink shard)
{
    private readonly ReviewHeads _heads = new(film, writes);

    private WritingState Writing => film.Journal.Writing;

    public async Task<FilmWriting?> PutAsync(ReviewNews news)
    {
        ArgumentNullException.ThrowIfNull(news);
        if (news.Shown is { } shown
            && (shown.FilmId != film.FilmId || shown.UserId != news.UserId || shown.Body.Length > ReviewText.MaxHead))
            throw new ArgumentException("The summary does not belong to this review, or is too long.", nameof(news));
        film.RequireIncarnation(news.Incarnation);
        if (!film.Journal.IsPublished) return null;

        await writes.WriteAsync(() => (Writing.Reviews.Find(news.UserId)?.Revision ?? 0) < news.Revision, () => Writing.Note(news));
        await _heads.FillAsync();
        shard.Offer();
        return film.Writing;
    }

    public async Task<MarkAnswer> MarkAsync(HelpfulVote vote)
    {
        ArgumentNullException.ThrowIfNull(vote);
        if (vote.MemberId == vote.ReviewerId) throw new ArgumentException("Members can't vote on their own review.", nameof(vote));
        film.RequireIncarnation(vote.Incarnation);
        if (Writing.Reviews.Find(vote.ReviewerId) is not { } review || (!review.IsShown && vote.IsHelpful is not null))
            return new MarkAnswer(vote.IsHelpful is null ? MarkOutcome.Counted : MarkOutcome.NoReview, 0, film.Writing);

        await writes.WriteAsync(() => review.TicketOf(vote.MemberId) < vote.Ticket, () => Writing.Mark(vote));

        // Checked once it is durable: another vote of the member may have been in flight.
        if (review.Outranks(vote.MemberId, vote.Ticket, vote.IsHelpful))
            return new MarkAnswer(MarkOutcome.Superseded, review.Helpful, Ticket: review.TicketOf(vote.MemberId));
        shard.Offer();
        return new MarkAnswer(MarkOutcome.Counted, review.Helpful, film.Writing);
    }

    public ReviewPage Read(ReviewSort sort, string? cursor, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ReviewPage.MaxLength);
        var reviews = Writing.Reviews;
        var after = PlaceAt(cursor);
        var found = sort == ReviewSort.Helpful ? reviews.Helpful(after, length + 1) : reviews.Recent(after, length + 1);
        var next = found.Count > length ? found[length - 1].ToString() : null;
        return new ReviewPage([.. found.Take(length).Select(line => LineOf(line.UserId))], next, reviews.Shown);
    }

    /// <summary>A member's review; null when none is shown.</summary>
    public ReviewLine? Find(long userId) => Writing.Reviews.Find(userId) is { IsShown: true } ? LineOf(userId) : null;

    private static ReviewPlace? PlaceAt(string? cursor) => cursor is null ? null
        : ReviewPlace.TryParse(cursor, out var place) ? place
        : throw new ArgumentException("The cursor is none of ours.", nameof(cursor));

    private ReviewLine LineOf(long userId) => new(userId, film.HalfStarsOf(userId), Writing.Reviews.Find(userId)?.Helpful ?? 0);
}
