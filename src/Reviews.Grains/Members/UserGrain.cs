using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>
/// One member: account, sessions, own votes and reviews. Each is handled by its own collaborator; this is the grain they share, with its
/// one journal.
/// </summary>
/// <remarks>Reentrant, so that votes on different films share writes; votes on one film take turns.</remarks>
[Reentrant, GrainType(GrainType)]
internal sealed partial class UserGrain : StoreGrain, IUserGrain, IMemberDataGrain, IMemberSessionsGrain
{
    public const string GrainType = "user";

    private readonly MemberJournal _journal;
    private readonly MemberParts _member;
    private readonly ILogger<UserGrain> _logger;

    public UserGrain(
        MemberJournal journal, IStoreHistory history, IOptions<MemberOptions> options, TimeProvider time, ILogger<UserGrain> logger)
        : base(history)
    {
        (_journal, _logger) = (journal, logger);
        _member = new MemberParts(new MemberActivation(this, GrainFactory, journal, options.Value, time, logger));
    }

    private long UserId => _member.Activation.UserId;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (!_member.Backlog.IsEmpty) _member.Work.ResumeAfter(TimeSpan.Zero);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await base.OnDeactivateAsync(reason, cancellationToken);
        if (reason.Exception is not null || (!_journal.Votes.HasStaged && !_journal.Reviews.HasStaged)) return;
        try
        {
            await _journal.CommitAsync();   // completed deliveries, so that the next activation need not send them again
        }
        catch (Exception exception)
        {
            LogDoneNotWritten(UserId, exception);
        }
    }

    public Task<RequestNumber> TakeNumberAsync() => Task.FromResult(_member.Activation.Numbers.Take());

    public Task<RateAnswer> RateAsync(RateCommand command) => _member.Votes.RateAsync(command);

    public Task<MemberRating?> RatingAsync(string filmId) => Task.FromResult(_member.Votes.Find(filmId));

    public Task<MemberRatingPage> RatingsAsync(string? cursor, int pageSize) => Task.FromResult(_member.Votes.Read(cursor, pageSize));

    public Task<ImmutableArray<ExportedVote>> VotesAsync(uint after, int count) => Task.FromResult(_member.Votes.Export(after, count));

    public Task<ReviewAnswer> ReviewAsync(ReviewCommand command) => _member.Reviews.ReviewAsync(command);

    public Task<MemberReviewPage> ReviewsAsync(string? cursor, int pageSize) => Task.FromResult(_member.Reviews.Read(cursor, pageSize));

    public Task<ReviewAnswer> MarkAsync(MarkCommand command) => _member.Marks.MarkAsync(command);

    public Task<ImmutableArray<MemberHelpfulVote>> MarksAsync(string filmId) => Task.FromResult(_member.Marks.On(filmId));

    public Task<ImmutableArray<ExportedHelpfulVote>> MarksAsync(uint after, int count) =>
        Task.FromResult(_member.Marks.Export(after, count));

    public Task<MemberStatus?> StatusAsync(string securityStamp) => Task.FromResult(
        _journal.CurrentAccount is { } own && _member.Access.Admits(_journal.Account.Value, securityStamp)
            ? new MemberStatus(
                own.DisplayName, own.Roles, _member.Subscriptions.Current?.Until, _journal.Suspension.Value?.Reason,
                _member.Sessions.Use(securityStamp)?.ProvedAt)
            : null);

    public Task<MemberProfile?> ProfileAsync() => Task.FromResult(
        _journal.CurrentAccount is { } own
            ? new MemberProfile(UserId, own.DisplayName, _member.Votes.Count, own.CreatedAt, _member.Reviews.Standing.Count())
            {
                Latest = _member.Reviews.Latest,
            }
            : null);

    public Task<MemberAccount?> AccountAsync() => Task.FromResult(_journal.CurrentAccount);

    public Task<bool> PutAccountAsync(MemberAccount account, string? expectedStamp, Guid? claim) =>
        WriteAccountAsync(new AccountWrite(account, expectedStamp) { Claims = claim is { } one ? [one] : [] });

    public Task<bool> WriteAccountAsync(AccountWrite write) => _member.Account.WriteAsync(write);

    public Task<bool> AffirmNameAsync(string nameKey, Guid claim) => _member.Names.AffirmAsync(nameKey, claim);

    public Task<bool> RefusesClaimAsync(Guid claim) => _member.Names.RefusesAsync(claim);

    public Task<SubscribeOutcome> SubscribeAsync(MemberSubscription change) => _member.Subscriptions.ChangeAsync(change);

    public Task<MemberSubscription?> SubscriptionAsync() => Task.FromResult(_member.Subscriptions.Current);

    public Task<bool> ResumeAsync() => _member.Backlog.ResumeAsync();

    public Task<bool> SuspendAsync(string reason) => _member.Suspension.SuspendAsync(reason);

    public Task<bool> LiftSuspensionAsync() => _member.Suspension.LiftAsync();

    public Task<ImportAnswer> PlanImportAsync(string securityStamp, ImportPlan plan, ImportStep step) =>
        _member.Imports.PlanAsync(securityStamp, plan, step);

    public Task<ImportAnswer> StartImportAsync(string securityStamp, int number) => _member.Imports.StartAsync(securityStamp, number);

    public Task<ImportAnswer> UndoImportAsync(string securityStamp, int number) => _member.Imports.UndoAsync(securityStamp, number);

    public Task<ImportState?> ImportAsync(int number) => Task.FromResult(_member.Imports.Find(number));

    public Task<ImmutableArray<ImportState>> ImportsAsync() => Task.FromResult(_member.Imports.Read());

    public Task<bool> EraseAsync(string securityStamp, string secret) => _member.Erasure.EraseAsync(securityStamp, secret);

    public Task<ErasureProgress?> ErasureAsync(string secret) => Task.FromResult(_member.Erasure.ProgressOf(secret));

    public Task<bool> BeginSessionAsync(MemberSession session) => _member.Sessions.BeginAsync(session);

    public Task<bool> EndSessionAsync(string sessionId) => _member.Sessions.EndAsync(sessionId);

    public Task<bool> ProveSessionAsync(string sessionId) => _member.Sessions.ProveAsync(sessionId);

    public Task<long?> RefreshSessionAsync(string sessionId, long number) => _member.Sessions.RefreshAsync(sessionId, number);

    public Task<ImmutableArray<MemberSession>> SessionsAsync() => Task.FromResult(_member.Sessions.Read());

    [LoggerMessage(Level = LogLevel.Information, Message = "Member {UserId}: completed deliveries could not be recorded; they are resent.")]
    private partial void LogDoneNotWritten(long userId, Exception exception);
}
