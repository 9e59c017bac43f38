using System.Collections.Immutable;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Reviews;

namespace Reviews.Grains.Films.Writing;

/// <summary>The reviews of one film: an index of all of them, and the heads of the newest, which are sent to the nodes.</summary>
internal sealed class ReviewListing
{
    private readonly ReviewBook _book = new();
    private readonly Dictionary<long, PublicReview> _heads = [];

    /// <summary>All reviews, without their texts.</summary>
    public ReviewBook Book => _book;

    /// <summary>Authors of the newest reviews whose heads are missing: a newer review ahead of them was removed.</summary>
    public IReadOnlyList<long> Headless => [.. Newest.Where(userId => !_heads.ContainsKey(userId))];

    private IEnumerable<long> Newest => _book.Recent(null, FilmWriting.MaxNewest).Select(place => place.UserId);

    public bool HasHeadOf(long userId) => _heads.ContainsKey(userId);

    /// <summary>True when it is newer than what is known.</summary>
    public bool Note(ReviewNews news)
    {
        if (!_book.Put(news.UserId, news.Revision, news.Shown is not null, news.WrittenAt.ToUnixTimeMilliseconds())) return false;
        _heads.Remove(news.UserId);
        if (news.Shown is { } head) Keep(head);
        return true;
    }

    /// <summary>True when it is newer than what is known.</summary>
    public bool Mark(HelpfulVote vote) => _book.Mark(vote.ReviewerId, vote.MemberId, vote.Ticket, vote.IsHelpful);

    /// <summary>True when the review is one of the newest.</summary>
    public bool Tell(PublicReview head)
    {
        Keep(head);
        return _heads.ContainsKey(head.UserId);
    }

    /// <summary>A review from a snapshot; its helpful votes and head follow.</summary>
    public bool Restore(ReviewKept kept) => _book.Put(kept.UserId, kept.Revision, kept.IsShown, kept.WrittenAt);

    /// <summary>Newest first, with their helpful votes and their authors' current stars.</summary>
    public ImmutableArray<PublicReview> NewestHeads(Func<long, byte> starsOf) =>
    [
        .. Newest.Where(_heads.ContainsKey)
            .Select(userId => _heads[userId] with { HalfStars = starsOf(userId), Helpful = _book.Find(userId)!.Helpful }),
    ];

    public void Clear()
    {
        _book.Clear();
        _heads.Clear();
    }

    /// <summary>The changes that recreate this from scratch.</summary>
    public IEnumerable<WritingChange> Changes() => _book.All.SelectMany(Changes)
        .Concat(_heads.Values.Select(head => new ReviewHeadTold(head)));

    private static IEnumerable<WritingChange> Changes(ReviewRegister review) => review.Marks
        .Select(mark => (WritingChange)new ReviewMarked(new HelpfulVote(review.UserId, mark.MemberId, mark.Ticket, mark.IsHelpful)))
        .Prepend(new ReviewKept(review.UserId, review.Revision, review.IsShown, review.WrittenAt));

    private void Keep(PublicReview head)
    {
        _heads[head.UserId] = head;
        var newest = Newest.ToHashSet();
        foreach (var userId in _heads.Keys.Where(userId => !newest.Contains(userId)).ToArray()) _heads.Remove(userId);
    }
}
