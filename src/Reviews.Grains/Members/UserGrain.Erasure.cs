using Microsoft.Extensions.Logging;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Names;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>
/// Erasure. The account is gone with the first write; each later step can be repeated, and what is done is never forgotten.
/// </summary>
/// <remarks>First what others see (names, votes, reviews), then the bytes: the journals of the moderators' desk, of films, of the shards
/// that list them, and the member's own are rewritten.
/// What stays is the id with its counter of tickets, so that nothing brings a vote back.</remarks>
internal sealed partial class UserGrain
{
    /// <summary>Journals that are rewritten at a time: few, since each is as long as its film's list of votes.</summary>
    private const int FoldSlice = 4;

    public async Task<bool> EraseAsync(string securityStamp, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return Admits(record.Value, securityStamp)
            ? await RegisterBeforeAsync(() => BeginErasingAsync(securityStamp, secret))
            : erasure.Value?.Secret == secret;
    }

    private async Task<bool> BeginErasingAsync(string securityStamp, string secret)
    {
        // Asked again: the member may have been erased or signed out while the work was registered.
        if (erasure.Latest is null && record.Latest?.Account is { } account && Admits(record.Latest, securityStamp))
        {
            erasure.Replace(BeginErasure(account, secret));
            record.Replace(MemberAccountState.Empty.Owe(record.Latest.Letters));   // what was done to the account is told anyway
            imports.Forget();
        }

        await journal.CommitAsync();
        ResumeAfter(TimeSpan.Zero);
        return erasure.Value?.Secret == secret;
    }

    public Task<ErasureProgress?> ErasureAsync(string secret) => Task.FromResult(
        erasure.Value is { } own && own.IsTold(secret, time.GetUtcNow())
            ? new ErasureProgress(
                own.StartedAt, own.FinishedAt, own.Names.Length, own.Votes, ToWithdraw.Count(), own.Reviews,
                ReviewsToWithdraw.Count() + MarksToWithdraw.Count(), own.Records, votes.All.Count + ReviewedFilms.Count())
            : null);

    /// <summary>Votes that films may still count, or may still get.</summary>
    private IEnumerable<VoteRecord> ToWithdraw => votes.All.Where(vote => vote.Stands || !IsDone(vote));

    private IEnumerable<ReviewWish> ReviewsToWithdraw => reviews.Reviews.Where(wish => wish.Stands || !IsDone(wish));

    private IEnumerable<MarkWish> MarksToWithdraw => reviews.Marks.Where(wish => wish.IsHelpful is not null || !IsDone(wish));

    /// <summary>Films that hold, or held, a review or a mark, and no vote that has them rewritten anyway.</summary>
    private IEnumerable<string> ReviewedFilms =>
        reviews.Reviews.Select(wish => wish.FilmId).Concat(reviews.Marks.Select(wish => wish.FilmId))
        .Where(film => votes.Find(film) is null).Distinct(StringComparer.Ordinal);

    private ErasureRecord BeginErasure(MemberAccount account, string secret)
    {
        return new ErasureRecord
        {
            Secret = secret,
            StartedAt = time.GetUtcNow(),
            Names = NamesOf(account),
            Votes = ToWithdraw.Count(),
            Reviews = ReviewsToWithdraw.Count() + MarksToWithdraw.Count(),
            Records = votes.All.Count + ReviewedFilms.Count(),
        };
    }

    private async Task<bool> GoOnErasingAsync()
    {
        if (!await PostLettersAsync()) return false;
        var freed = await FreeNamesAsync();
        var withdrawn = await ForEachAsync(ToWithdraw, WorkSlice, vote => WithdrawAsync(vote.FilmId));
        var unwritten = await ForEachAsync(ReviewsToWithdraw, WorkSlice, WithdrawAsync)
            && await ForEachAsync(MarksToWithdraw, WorkSlice, WithdrawAsync);
        if (!freed || !withdrawn || !unwritten || ToWithdraw.Any() || ReviewsToWithdraw.Any() || MarksToWithdraw.Any()) return false;

        // After the reviews: as long as one is there it can be reported.
        if (!await TryAsync(() => GrainFactory.GetGrain<IModerationGrain>(IModerationGrain.Key).ForgetAsync(UserId))) return false;
        if (!await ForEachAsync(reviews.Reviews, WorkSlice, wish => TryAsync(() => ReviewOf(wish.FilmId).ForgetAsync()))) return false;
        if (!await WriteAnewAsync()) return false;

        // The journal's past goes first: once it says that all is done nobody looks at it again.
        record.Replace(MemberAccountState.Empty);
        await journal.CommitAnewAsync(fresh, this.GetGrainId());
        erasure.Replace(erasure.Value! with { FinishedAt = time.GetUtcNow() });
        await journal.CommitAsync();
        LogErased(UserId);
        return true;
    }

    /// <summary>Shards that may hold the beginning of a text among their films' newest reviews.</summary>
    private IEnumerable<int> ReviewedShards => reviews.Reviews.Select(wish => CatalogueShards.Of(wish.FilmId)).Distinct();

    /// <summary>
    /// Has every film that was touched rewritten, and its list of reviews with it, then the shards that list them, and forgets which
    /// they were.
    /// </summary>
    private async Task<bool> WriteAnewAsync()
    {
        var reviewed = await ForEachAsync(
            ReviewedFilms, FoldSlice, film => TryAsync(() => GrainFactory.GetGrain<IFilmGrain>(film).FoldAsync()));
        var voted = await ForEachAsync(votes.All, FoldSlice, vote => ForgetAsync(vote.FilmId));
        if (!reviewed || !voted || votes.All.Count > 0) return false;
        if (!await ForEachAsync(ReviewedShards, FoldSlice,
            shard => TryAsync(() => GrainFactory.GetGrain<ICatalogueShardGrain>(shard).FoldAsync()))) return false;
        reviews.Erase();
        await journal.CommitAsync();
        return true;
    }

    private async Task<bool> FreeNamesAsync()
    {
        if (erasure.Value is not { Names: { IsEmpty: false } names }) return true;
        if (!await ForEachAsync(names, WorkSlice, FreeAsync)) return false;
        erasure.Replace(erasure.Value with { Names = [] });
        await journal.CommitAsync();
        return true;
    }

    /// <summary>The name asks back whether the account holds it, which this reentrant grain answers meanwhile.</summary>
    private Task<bool> FreeAsync(string name) => TryAsync(() => GrainFactory.GetGrain<INameGrain>(name).ReleaseAsync(UserId));

    private async Task<bool> WithdrawAsync(string filmId)
    {
        var deadline = new Deadline(time, options.Value.ResumeTime);
        using var turn = await _turns.TakeAsync(filmId, deadline.Left);
        if (turn is null) return false;
        if (votes.Find(filmId) is not { } standing || (!standing.Stands && IsDone(standing))) return true;
        var withdrawal = await WishAsync(filmId, 0, standing.Origin);
        return (await DeliverAsync(withdrawal, deadline)).Outcome != RateOutcome.Unsure;
    }

    private async Task<bool> WithdrawAsync(ReviewWish wish)
    {
        var deadline = new Deadline(time, options.Value.ResumeTime);
        using var turn = await _turns.TakeAsync(TurnOfReviews(wish.FilmId), deadline.Left);
        if (turn is null) return false;
        if (reviews.Find(wish.FilmId) is not { } standing || (!standing.Stands && IsDone(standing))) return true;
        return (await DeliverAsync(await WishAsync(wish.FilmId, stands: false), null, deadline)).Outcome != ReviewOutcome.Unsure;
    }

    private async Task<bool> WithdrawAsync(MarkWish wish)
    {
        var deadline = new Deadline(time, options.Value.ResumeTime);
        using var turn = await _turns.TakeAsync(TurnOfReviews(wish.FilmId), deadline.Left);
        if (turn is null) return false;
        if (reviews.Find(wish.FilmId, wish.ReviewerId) is not { } standing || (standing.IsHelpful is null && IsDone(standing))) return true;
        return (await DeliverAsync(await WishAsync(wish.FilmId, wish.ReviewerId, null), deadline)).Outcome != ReviewOutcome.Unsure;
    }

    /// <summary>Has the film's journal rewritten, and then drops the film from the member's list.</summary>
    private async Task<bool> ForgetAsync(string filmId)
    {
        if (votes.Find(filmId) is not { } withdrawn) return true;
        if (!await TryAsync(() => GrainFactory.GetGrain<IFilmGrain>(filmId).FoldAsync())) return false;
        votes.Forget(withdrawn);
        await journal.CommitAsync();
        return true;
    }

    /// <summary>Calls another grain; what fails is repeated by the next resumption.</summary>
    private async Task<bool> TryAsync(Func<Task> call)
    {
        if (HasEnded) return false;   // the erasure itself may be among what the store has lost
        try
        {
            await call();
            return true;
        }
        catch (Exception exception)
        {
            LogStepFailed(UserId, exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Member {UserId} is erased.")]
    private partial void LogErased(long userId);

    [LoggerMessage(
        Level = LogLevel.Information, Message =
            "Member {UserId}: a step that nobody waits for failed: of an erasure, a new name, a letter or a session. It is taken again.")]
    private partial void LogStepFailed(long userId, Exception exception);
}
