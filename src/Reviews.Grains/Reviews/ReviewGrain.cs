using System.Collections.Immutable;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Reviews;

/// <summary>One member's review of one film. It sends every change to the film, ordered by the review's revision.</summary>
/// <remarks>Written here first, then sent on: a caller that got no answer retries, so the film eventually gets the change, and moderators
/// what they should see.</remarks>
[GrainType(GrainType)]
internal sealed partial class ReviewGrain([PersistentState("review")] IPersistentState<ReviewRecord> state, IStoreHistory history)
    : StoreGrain(history), IReviewGrain
{
    public const string GrainType = "review";

    private ReviewRecord _durable = new();   // reads interleave, and must not see a write that is not durable yet

    private long UserId => this.GetPrimaryKeyLong(out _);

    private string FilmId
    {
        get
        {
            _ = this.GetPrimaryKeyLong(out var filmId);
            return filmId!;
        }
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _durable = state.State;
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<ReviewPutAnswer> PutAsync(ReviewDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        RequireIncarnation(draft.Incarnation);
        if (draft.Ticket < _durable.Ticket || (draft.Ticket == _durable.Ticket && !_durable.Holds(draft))) return Superseded();
        if (draft.Ticket > _durable.Ticket) await WriteAsync(_durable.Write(draft, UserId, FilmId));
        return await TellAsync();
    }

    public async Task<ReviewPutAnswer> WithdrawAsync(uint ticket)
    {
        if (ticket < _durable.Ticket || (ticket == _durable.Ticket && _durable.Face is not null)) return Superseded();
        if (ticket > _durable.Ticket) await WriteAsync(_durable.Withdraw(ticket));
        return await TellAsync();
    }

    public async Task<ReviewPutAnswer> SettleAsync(uint ticket)
    {
        if (ticket > _durable.Ticket) await WriteAsync(_durable with { Ticket = ticket });
        return await TellAsync();
    }

    public async Task<bool> ModerateAsync(ReviewState state)
    {
        if (_durable.Face is null) return false;
        if (_durable.State != state) await WriteAsync(_durable with { State = state, Revision = _durable.Revision + 1 });
        await TellAsync();
        return true;
    }

    public async Task RenameAsync(ReviewerName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        RequireIncarnation(name.Incarnation);
        var renamed = _durable.Rename(name);
        if (renamed != _durable) await WriteAsync(renamed);
        await TellAsync();
    }

    public Task<StoredReview?> ReadAsync() => Task.FromResult(_durable.Stored);

    public Task<ImmutableArray<EarlierReview>> EarlierAsync() => Task.FromResult(_durable.Earlier);

    private ReviewPutAnswer Superseded() => new(ReviewPutOutcome.Superseded, Ticket: _durable.Ticket);

    private async Task<ReviewPutAnswer> TellAsync()
    {
        if (_durable.Revision == 0) return new ReviewPutAnswer(ReviewPutOutcome.Done);
        if (await GrainFactory.GetGrain<IFilmGrain>(FilmId)
            .PutReviewAsync(_durable.News(UserId) with { Incarnation = Standing }) is { } writing)
        {
            if (_durable.AsksForALook) await Moderation.LookAsync(_durable.Look(UserId, FilmId));
            return new ReviewPutAnswer(ReviewPutOutcome.Done, _durable.Stored, writing);
        }

        await WriteAsync(new ReviewRecord { Ticket = _durable.Ticket });
        return new ReviewPutAnswer(ReviewPutOutcome.UnknownFilm);
    }

    private async Task WriteAsync(ReviewRecord next)
    {
        await this.WriteOrStepDownAsync(state, next);
        _durable = next;
    }
}
