using Microsoft.Extensions.Logging;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Reviews;

namespace Reviews.Grains.Films;

/// <content>What readers write about the film: an index without the texts, which are their own grains'.</content>
internal sealed partial class FilmGrain
{
    private bool _fillingHeads;
    private bool _headsMissed;

    public async Task<FilmWriting?> PutReviewAsync(ReviewNews news)
    {
        ArgumentNullException.ThrowIfNull(news);
        if (news.Shown is { } face && (face.FilmId != FilmId || face.UserId != news.UserId || face.Body.Length > ReviewText.MaxHead))
            throw new ArgumentException("The face is not the head of this review.", nameof(news));
        RequireIncarnation(news.Incarnation);
        if (_published.Value is null) return null;

        await WriteAsync(() => (_writing.Reviews.Find(news.UserId)?.Revision ?? 0) < news.Revision, () => _writing.Note(news));
        await FillHeadsAsync();
        _shard.Offer();
        return Writing;
    }

    public async Task<MarkAnswer> MarkReviewAsync(HelpfulMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        if (mark.MemberId == mark.ReviewerId) throw new ArgumentException("Nobody marks their own review.", nameof(mark));
        RequireIncarnation(mark.Incarnation);
        if (_writing.Reviews.Find(mark.ReviewerId) is not { } review || (!review.IsShown && mark.IsHelpful is not null))
            return new MarkAnswer(mark.IsHelpful is null ? MarkOutcome.Counted : MarkOutcome.NoReview, 0, Writing);

        await WriteAsync(() => review.TicketOf(mark.MemberId) < mark.Ticket, () => _writing.Mark(mark));

        // Asked when it is durable: another mark of the member may have been under way.
        if (review.Outranks(mark.MemberId, mark.Ticket, mark.IsHelpful))
            return new MarkAnswer(MarkOutcome.Superseded, review.Helpful, Ticket: review.TicketOf(mark.MemberId));
        _shard.Offer();
        return new MarkAnswer(MarkOutcome.Counted, review.Helpful, Writing);
    }

    public Task<ReviewPage> ReviewsAsync(ReviewSort sort, string? cursor, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ReviewPage.MaxLength);
        var after = cursor is null ? (ReviewPlace?)null
            : ReviewPlace.TryParse(cursor, out var place) ? place
            : throw new ArgumentException("The cursor is none of ours.", nameof(cursor));

        var reviews = _writing.Reviews;
        var found = sort == ReviewSort.Helpful ? reviews.Helpful(after, length + 1) : reviews.Recent(after, length + 1);
        var next = found.Count > length ? found[length - 1].ToString() : null;
        return Task.FromResult(new ReviewPage([.. found.Take(length).Select(line => LineOf(line.UserId))], next, reviews.Shown));
    }

    public Task<ReviewLine?> ReviewAsync(long userId) =>
        Task.FromResult(_writing.Reviews.Find(userId) is { IsShown: true } ? LineOf(userId) : (ReviewLine?)null);

    private ReviewLine LineOf(long userId) => new(userId, HalfStarsOf(userId), _writing.Reviews.Find(userId)?.Helpful ?? 0);

    private byte HalfStarsOf(long userId) => _ballots.Book.TryGet(userId, out var ballot) && ballot.Stands ? ballot.HalfStars : (byte)0;

    /// <summary>
    /// When newer reviews go, older ones are among the newest again: their heads are asked of their grains, which answer at any time.
    /// </summary>
    private async Task FillHeadsAsync()
    {
        _headsMissed = true;
        if (_fillingHeads) return;   // whoever fills them looks again
        _fillingHeads = true;
        try
        {
            while (_headsMissed)
            {
                _headsMissed = false;
                await AskForHeadsAsync();
            }
        }
        catch (Exception exception)
        {
            LogHeadsMissing(FilmId, exception);   // the next news of a review tries again
        }
        finally
        {
            _fillingHeads = false;
        }
    }

    /// <summary>What a review says may be old when its answer comes: it is taken only for the revision that the film knows.
    /// News of another bring their own head.</summary>
    private async Task AskForHeadsAsync()
    {
        if (_writing.Headless is not { Count: > 0 } headless) return;
        var reviews = await Task.WhenAll(headless.Select(userId => GrainFactory.GetGrain<IReviewGrain>(userId, FilmId, null).ReadAsync()));
        var told = reviews.OfType<StoredReview>();
        await WriteAsync(() => told.Any(_writing.LacksHeadOf), () =>
        {
            foreach (var review in told.Where(_writing.LacksHeadOf)) _writing.Tell(Reviews.ReviewRecord.Head(review.Face));
        });
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "The heads of the newest reviews of {FilmId} could not all be asked for; fewer are shown.")]
    private partial void LogHeadsMissing(string filmId, Exception exception);
}
