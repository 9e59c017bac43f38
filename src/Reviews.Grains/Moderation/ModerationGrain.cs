using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Moderation;

/// <summary>Moderation: takes reports, records decisions, and makes sure they are carried out.</summary>
/// <remarks>
/// Reentrant, so that reports share writes. Decisions about one review, member or film are carried out one at a time, in order.
/// </remarks>
[Reentrant, GrainType(GrainType)]
internal sealed class ModerationGrain : StoreGrain, IModerationGrain
{
    public const string GrainType = "moderation";

    private readonly ModerationState _state;
    private readonly ModerationActivation _activation;
    private readonly CaseIntake _intake;
    private readonly DecisionCarrier _carrier;
    private readonly DecisionTaker _decisions;
    private readonly ReviewVerdicts _verdicts;

    public ModerationGrain(
        [FromKeyedServices("moderation")] ModerationState state, GrainJournal journal, IStoreHistory history, TimeProvider time,
        ILogger<ModerationGrain> logger)
        : base(history)
    {
        _state = state;
        _activation = new ModerationActivation(this, GrainFactory, state, journal, time, logger);
        _intake = new CaseIntake(_activation);
        _carrier = new DecisionCarrier(_activation);
        _decisions = new DecisionTaker(_activation, _carrier);
        _verdicts = new ReviewVerdicts(_activation, _decisions);
    }

    private IEnumerable<MemberCase> AllCases => _state.Cases.All.Select(open => new MemberCase(open, IsOpen: true))
        .Concat(_state.Cases.Settled.Select(settled => new MemberCase(settled.Case, IsOpen: false)));

    public Task<ReportAnswer> ReportAsync(ReviewReport report) => _intake.ReportAsync(report);

    public Task<bool> HoldAsync(string filmId, long authorId) => LookAsync(new ReviewLook(filmId, authorId, CaseKind.FirstReview));

    public Task<bool> LookAsync(ReviewLook look) => _intake.LookAsync(look);

    public Task<bool> AppealAsync(ReviewAppeal appeal) => _intake.AppealAsync(appeal);

    public Task<CasePage> QueueAsync(long after, int count)
    {
        ThrowIfNoPage(count);
        var page = _state.Cases.All.Where(open => open.CaseId > after).Take(count + 1).ToImmutableArray();
        return Task.FromResult(new CasePage([.. page.Take(count)], _state.Cases.Count, page.Length > count));
    }

    public Task ShownAsync(ImmutableArray<ShownCase> cases)
    {
        foreach (var shown in cases) _state.Cases.Show(shown);
        return Task.CompletedTask;
    }

    public Task<DecisionAnswer> DecideAsync(long caseId, ModerationAction action, long moderatorId, string reason) =>
        DecideOnAsync(new CaseVerdict(caseId, action, moderatorId, reason));

    public Task<DecisionAnswer> DecideOnAsync(CaseVerdict verdict) => _verdicts.DecideAsync(verdict);

    public Task<DecisionAnswer> SuspendAsync(long userId, bool lifts, long moderatorId, string reason) =>
        _decisions.SuspendAsync(userId, lifts, moderatorId, reason);

    public Task<DecisionAnswer> ExcludeAsync(string filmId, uint from, uint until, bool lifts, long moderatorId, string reason) =>
        _decisions.ExcludeAsync(filmId, from, until, lifts, moderatorId, reason);

    public Task<DecisionPage> LogAsync(long below, int count)
    {
        ThrowIfNoPage(count);
        var page = _state.Log.Below(below).Take(count + 1).ToImmutableArray();
        return Task.FromResult(new DecisionPage([.. page.Take(count)], page.Length > count));
    }

    public Task<ImmutableArray<ReviewReport>> ReportsOfAsync(long userId) => Task.FromResult(
        AllCases.Where(one => one.Case.Reporters.Contains(userId)).Select(one => one.Case.ReportOf(userId)).ToImmutableArray());

    public Task<ImmutableArray<MemberCase>> CasesAboutAsync(long userId) =>
        Task.FromResult(AllCases.Where(one => one.Case.AuthorId == userId).ToImmutableArray());

    public Task<ImmutableArray<ModerationDecision>> DecisionsOnAsync(long userId) =>
        Task.FromResult(_state.Log.About(userId).Take(ModerationLimits.MaxPageSize).ToImmutableArray());

    public Task<ImmutableArray<ModerationDecision>> UntoldAsync() =>
        Task.FromResult(_state.Log.Untold.Take(ModerationLimits.MaxPageSize).ToImmutableArray());

    public Task AuthorToldAsync(long number)
    {
        _state.AuthorTold(number);
        return _activation.CommitAsync();
    }

    public Task ForgetAsync(long userId) => _activation.ForgetAsync(userId);

    public Task PumpAsync() => _carrier.PumpAsync();

    private static void ThrowIfNoPage(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ModerationLimits.MaxPageSize);
    }
}
