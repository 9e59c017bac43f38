using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>
/// One member: account, profile, own votes and reviews. Every vote is journalled here as an intent before its film hears of it.
/// </summary>
/// <remarks>Reentrant, so that votes on different films share writes; votes on one film take turns.</remarks>
[Reentrant, GrainType(GrainType)]
internal sealed partial class UserGrain(
    [FromKeyedServices("votes")] VotesState votes,
    [FromKeyedServices("account")] DurableRecord<MemberAccountState> record,
    [FromKeyedServices("reviews")] ReviewsState reviews,
    [FromKeyedServices("suspension")] DurableRecord<SuspensionRecord> suspension,
    [FromKeyedServices("erasure")] DurableRecord<ErasureRecord> erasure,
    [FromKeyedServices("imports")] ImportsState imports,
    FreshStarts fresh,
    GrainJournal journal,
    IStoreHistory history,
    IOptions<MemberOptions> options,
    TimeProvider time,
    ILogger<UserGrain> logger) : StoreGrain(history), IUserGrain, IMemberDataGrain
{
    public const string GrainType = "user";

    /// <summary>Most items of a page.</summary>
    private const int MaxPageSize = 100;

    private readonly VoteQuota _quota = new(options.Value.Limit, time);
    private readonly VoteQuota _reviewQuota = new(options.Value.Limit, time);
    private readonly Turns _turns = new();
    private readonly RequestNumbers _numbers = new();
    private readonly HashSet<string> _silentFilms = new(StringComparer.Ordinal);   // each told of once, until it answers
    private readonly HashSet<string> _silentReviews = new(StringComparer.Ordinal);   // films of whose reviews it is the same
    private Task<bool>? _resuming;

    private long UserId => this.GetPrimaryKeyLong();

    private MemberAccount? Account => record.Value?.Account;

    private uint JoinedAt => Account is { } own ? (uint)Math.Clamp(own.CreatedAt.ToUnixTimeSeconds(), 0, uint.MaxValue) : 0;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (HasOpen || HasWork) ResumeAfter(TimeSpan.Zero);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await base.OnDeactivateAsync(reason, cancellationToken);
        if (reason.Exception is not null || (!votes.HasStaged && !reviews.HasStaged)) return;
        try
        {
            await journal.CommitAsync();   // what is done, so that the next activation need not send it again
        }
        catch (Exception exception)
        {
            LogDoneNotWritten(UserId, exception);
        }
    }

    public Task<RequestNumber> TakeNumberAsync() => Task.FromResult(_numbers.Take());

    public async Task<RateAnswer> RateAsync(RateCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(command.HalfStars, 10);
        if (Refusal(command) is { } refusal) return new RateAnswer(refusal);
        if (!_quota.TryTake()) return new RateAnswer(RateOutcome.TooMany);

        var deadline = new Deadline(time, command.TimeLeft);
        using var turn = await _turns.TakeAsync(command.FilmId, deadline.Left);
        if (turn is null) return new RateAnswer(RateOutcome.Unsure);
        if (Refusal(command) is { } late) return new RateAnswer(late);   // erased or suspended meanwhile: no vote may come after that
        if (!_numbers.Admit(command.FilmId, command.Number)) return new RateAnswer(RateOutcome.Overtaken);

        var standing = votes.Find(command.FilmId);
        if (command.HalfStars == 0 && (standing is null || (!standing.Stands && IsDone(standing))))
            return new RateAnswer(RateOutcome.NotRated);
        if (standing?.HalfStars != command.HalfStars) standing = await WishAsync(command.FilmId, command.HalfStars, command.Origin);
        return await DeliverAsync(standing, deadline);
    }

    public Task<MemberRating?> RatingAsync(string filmId) =>
        Task.FromResult(votes.Find(filmId) is { Stands: true } vote ? vote.ToRating() : null);

    public Task<MemberRatingPage> RatingsAsync(string? cursor, int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaxPageSize);
        var below = cursor is null ? uint.MaxValue : uint.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture);

        // A member's tickets grow with time, so the newest vote has the highest.
        var page = votes.All.Where(vote => vote.Stands && vote.Ticket < below).OrderByDescending(vote => vote.Ticket)
            .Take(pageSize + 1).ToArray();
        var next = page.Length > pageSize ? page[pageSize - 1].Ticket.ToString(CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new MemberRatingPage([.. page.Take(pageSize).Select(vote => vote.ToRating())], next));
    }

    public Task<MemberStanding?> StandingAsync(string securityStamp) =>
        Task.FromResult(Account is { } own && Admits(record.Value, securityStamp)
            ? new MemberStanding(
                own.DisplayName, own.Roles, record.Value?.Subscription?.Until, suspension.Value?.Reason,
                UseSession(securityStamp)?.ProvedAt)
            : null);

    public Task<MemberProfile?> ProfileAsync() =>
        Task.FromResult(Account is { } own
            ? new MemberProfile(UserId, own.DisplayName, votes.All.Count(vote => vote.Stands), own.CreatedAt,
            reviews.Reviews.Count(review => review.Stands)) { Latest = LatestReviews }
            : null);

    public Task<MemberAccount?> AccountAsync() => Task.FromResult(Account);

    private async Task<bool> DeliverOpenAsync()
    {
        foreach (var vote in votes.All.Where(vote => vote.Open && !IsDone(vote)).ToArray())
        {
            if (HasEnded) return false;
            var deadline = new Deadline(time, options.Value.ResumeTime);
            using var turn = await _turns.TakeAsync(vote.FilmId, deadline.Left);

            // A newer wish may have been cast meanwhile, and carried its own.
            if (turn is not null && votes.Find(vote.FilmId) is { } newest && !IsDone(newest)) await DeliverAsync(newest, deadline);
        }

        return await ResumeReviewsAsync() && votes.All.All(IsDone);
    }

    private RateOutcome? Refusal(RateCommand command) =>
        !Admits(record.Value, command.SecurityStamp) || erasure.Latest is not null ? RateOutcome.SignedOut
        : suspension.Latest?.Reason is not null ? RateOutcome.Suspended
        : null;

    private bool IsDone(VoteRecord vote) => !vote.Open || votes.IsClosing(vote.Ticket);

    private async Task<VoteRecord> WishAsync(string filmId, byte halfStars, VoteOrigin origin)
    {
        var vote = votes.Wish(filmId, halfStars, (uint)time.GetUtcNow().ToUnixTimeSeconds(), origin);
        await journal.CommitAsync();
        return vote;
    }

    /// <summary>The same wish under a new ticket.</summary>
    private async Task<VoteRecord> WishAgainAsync(VoteRecord vote)
    {
        var again = votes.Wish(vote.FilmId, vote.HalfStars, vote.CastAt, vote.Origin, vote.Imported);
        await journal.CommitAsync();
        return again;
    }

    /// <summary>
    /// Carries the vote to its film until the film has it, the time is up or the activation has ended. The same ticket every time, so
    /// repeating is safe.
    /// </summary>
    private async Task<RateAnswer> DeliverAsync(VoteRecord vote, Deadline deadline)
    {
        var film = GrainFactory.GetGrain<IFilmGrain>(vote.FilmId);
        for (var delay = options.Value.RetryDelay; !deadline.IsOver && !HasEnded; delay = Min(delay * 2, TimeSpan.FromSeconds(1)))
        {
            var answer = await TryVoteAsync(film, vote, deadline);
            switch (answer?.Outcome)
            {
                case VoteOutcome.Counted:
                    if (!IsDone(vote)) votes.Close(vote);
                    return new RateAnswer(RateOutcome.Done, answer.Rating, vote.Stands ? vote.ToRating() : null);
                case VoteOutcome.UnknownFilm:
                    votes.Forget(vote);
                    await journal.CommitAsync();
                    return new RateAnswer(RateOutcome.UnknownFilm);
                case VoteOutcome.Superseded:
                    LogSuperseded(UserId, vote.FilmId, vote.Ticket);
                    votes.RaiseTo(answer.Ticket);
                    vote = await WishAgainAsync(vote);
                    break;
                default:
                    await Task.Delay(Min(delay, deadline.Left), time);
                    break;
            }
        }

        RegisterWorkAsync().Ignore();
        return new RateAnswer(RateOutcome.Unsure);
    }

    /// <summary>The film's answer; null when it did not come: whether the vote was entered is not known then.</summary>
    private async Task<VoteAnswer?> TryVoteAsync(IFilmGrain film, VoteRecord vote, Deadline deadline)
    {
        try
        {
            var answer = await film.VoteAsync(new Ballot(UserId, vote.HalfStars, vote.Ticket, vote.CastAt, IsSuspended, JoinedAt, Standing))
                .WaitAsync(deadline.Left, time);
            _silentFilms.Remove(vote.FilmId);
            return answer;
        }
        catch (Exception exception) when (exception is not ArgumentException)
        {
            if (_silentFilms.Add(vote.FilmId)) LogNotDelivered(UserId, vote.FilmId, exception);
            return null;
        }
    }

    private async Task ResumeOrRegisterAsync()
    {
        if (!await GoOnAsync()) await RegisterWorkAsync();
    }

    /// <summary>What could not be delivered is resumed by the work grain, though the member never calls again.</summary>
    private async Task RegisterWorkAsync()
    {
        try
        {
            await GrainFactory.GetGrain<IWorkGrain>(IWorkGrain.Of(UserId)).RegisterAsync(UserId);
        }
        catch (Exception exception)
        {
            LogNotRegistered(UserId, exception);
            if (!HasEnded) ResumeAfter(options.Value.ResumeInterval);
        }
    }

    /// <summary>Sends what is open after a while, and keeps the grain awake until then.</summary>
    private void ResumeAfter(TimeSpan due) => this.RegisterGrainTimer(
        async _ => await ResumeOrRegisterAsync(),
        new GrainTimerCreationOptions { DueTime = due, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true });

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    [LoggerMessage(Level = LogLevel.Information, Message = "Member {UserId}: what is done could not be noted; it is sent once more.")]
    private partial void LogDoneNotWritten(long userId, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning, Message =
            "Member {UserId}: film {FilmId} holds a higher ticket than {Ticket}, or something else under it; a new one is drawn.")]
    private partial void LogSuperseded(long userId, string filmId, uint ticket);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Member {UserId}: the vote on {FilmId} did not get through; it will be sent until it does.")]
    private partial void LogNotDelivered(long userId, string filmId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Member {UserId}: open votes could not be registered as work.")]
    private partial void LogNotRegistered(long userId, Exception exception);
}
