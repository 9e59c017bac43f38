using Reviews.Application.Damage;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.ReaderReviews;

/// <summary>
/// Reads reviews: their order from the film, each text from its own grain. The newest of each film need none of that: see
/// <see cref="NewestReviews"/>.
/// </summary>
internal sealed class ReviewReader(IGrainFactory grains)
{
    /// <summary>Reviews on a page that does not say otherwise: 20.</summary>
    public const int PageSize = 20;

    /// <summary>One page of a film's reviews.</summary>
    /// <param name="filmId">A published film.</param>
    /// <param name="sort">The order.</param>
    /// <param name="cursor">A valid one, or null for the first page.</param>
    /// <param name="length">1 to <see cref="ReviewPage.MaxLength"/>.</param>
    public async Task<ShownReviews> PageAsync(string filmId, ReviewSort sort, string? cursor, int length)
    {
        var page = await grains.GetGrain<IFilmGrain>(filmId).ReviewsAsync(sort, cursor, length);
        var reviews = await Task.WhenAll(page.Lines.Select(line => TryReadAsync(filmId, line)));
        return new ShownReviews([.. reviews.Select(review => review.Face).OfType<PublicReview>()], page.Next, page.Total,
            reviews.Any(review => review.IsDamaged));
    }

    /// <summary>One review that everyone can see; null when there is none.</summary>
    public async Task<PublicReview?> FindAsync(string filmId, long userId) =>
        await grains.GetGrain<IFilmGrain>(filmId).ReviewAsync(userId) is { } line ? await ReadAsync(filmId, line) : null;

    /// <summary>The member's own review, shown or not; null when there is none.</summary>
    public async Task<StoredReview?> OwnAsync(string filmId, long userId)
    {
        if (await grains.GetGrain<IReviewGrain>(userId, filmId, null).ReadAsync() is not { } stored) return null;
        var line = await grains.GetGrain<IFilmGrain>(filmId).ReviewAsync(userId) ?? default;
        return stored with { Face = stored.Face with { HalfStars = line.HalfStars, Helpful = line.Helpful } };
    }

    /// <summary>Those of a member's latest reviews that everyone can see.</summary>
    public async Task<IReadOnlyList<PublicReview>> LatestOfAsync(MemberProfile member)
    {
        var reviews = await Task.WhenAll(member.Latest.Select(review => TryAsync(() => FindAsync(review.FilmId, member.UserId))));
        return [.. reviews.Select(review => review.Face).OfType<PublicReview>()];
    }

    private Task<(PublicReview? Face, bool IsDamaged)> TryReadAsync(string filmId, ReviewLine line) =>
        TryAsync(() => ReadAsync(filmId, line));

    /// <summary>In a list, a damaged review does not hide the others.</summary>
    private static async Task<(PublicReview? Face, bool IsDamaged)> TryAsync(Func<Task<PublicReview?>> read)
    {
        try
        {
            return (await read(), false);
        }
        catch (Exception exception) when (DamagedContent.Of(exception) is not null)
        {
            return (null, true);
        }
    }

    /// <summary>Null when it was hidden or withdrawn at this moment.</summary>
    private async Task<PublicReview?> ReadAsync(string filmId, ReviewLine line) =>
        await grains.GetGrain<IReviewGrain>(line.UserId, filmId, null).ReadAsync() is { State: ReviewState.Published } stored
            ? stored.Face with { HalfStars = line.HalfStars, Helpful = line.Helpful }
            : null;
}

/// <summary>A page of reviews with their texts.</summary>
/// <param name="Reviews">In order.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Total">How many are shown in all.</param>
/// <param name="IsIncomplete">Whether some are missing because they can't be read from the store.</param>
internal sealed record ShownReviews(IReadOnlyList<PublicReview> Reviews, string? Next, int Total, bool IsIncomplete);
