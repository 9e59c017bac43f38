using Reviews.Contracts.Reviews;
using Reviews.Domain.Reviews;
using Reviews.Grains.Films;
using Reviews.Grains.Films.Writing;
using Reviews.Grains.Members;
using Reviews.Grains.Reviews;

namespace Reviews.Grains.Audit;

/// <summary>
/// Turns a review whose record was cleared into a withdrawn one, with its film and its author: the text is gone, and all three agree. The
/// record continues above the revision the film knows, or the film would ignore later writes.
/// </summary>
internal sealed class ReviewRefill(StoreGrains store)
{
    private const string State = "review";

    public static string FilmOf(GrainId review)
    {
        _ = review.GetIntegerKey(out var filmId);
        return filmId!;
    }

    /// <returns>What was lost, as a sentence.</returns>
    public async Task<string> RunAsync(GrainId review, CancellationToken cancellationToken)
    {
        var userId = review.GetIntegerKey(out var filmId);
        await using var film = await store.OpenAsync(GrainId.Create(FilmGrain.GrainType, filmId!), cancellationToken);
        await using var member = await store.OpenAsync(StoreGrains.IdOf(UserGrain.GrainType, userId), cancellationToken);
        if (film.Of<WritingState>().Reviews.Find(userId) is { } known)
            await WithdrawAsync(review, film, known, member.Of<ReviewsState>().Find(filmId!));
        await film.WriteAsync(cancellationToken);
        if (member.Of<ReviewsState>().Find(filmId!) is { Stands: true } intent) member.Of<ReviewsState>().Close(intent, stands: false);
        await member.WriteAsync(cancellationToken);
        return $"{filmId}: the text of member {userId}'s review is lost.";
    }

    private async Task WithdrawAsync(GrainId review, OpenJournal film, ReviewRegister known, ReviewIntent? intent)
    {
        var record = await store.ReadAsync<ReviewRecord>(review, State);
        if (!record.RecordExists) await store.WriteAsync(review, State, With(record, Withdrawn(known, intent)));
        film.Of<WritingState>().Note(record.State!.News(known.UserId));
    }

    private static GrainState<ReviewRecord> With(GrainState<ReviewRecord> record, ReviewRecord next)
    {
        record.State = next;
        return record;
    }

    /// <summary>A text that is not shown is pending or hidden; nobody knows which, so it stays hidden.</summary>
    private static ReviewRecord Withdrawn(ReviewRegister known, ReviewIntent? intent) => new()
    {
        Ticket = intent is { Open: false } ? intent.Ticket : 0,
        Revision = known.Revision + 1,
        State = !known.IsShown && intent is { Stands: true } ? ReviewState.Hidden : default,
    };
}
