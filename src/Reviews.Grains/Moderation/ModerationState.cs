using System.Buffers;
using Orleans.Journaling;
using Orleans.Serialization;
using Reviews.Contracts.Moderation;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Moderation;

/// <summary>Open cases, the decision log, and which decisions have yet to be carried out.</summary>
internal sealed class ModerationState(Serializer<ModerationChange[]> serializer) : StagedStateMachine<ModerationChange>
{
    /// <summary>Cases or decisions per snapshot entry: about 300 KB, 3 MB if all have the longest reasons and appeals.</summary>
    private const int ItemsPerPart = 256;

    private readonly CaseBook _cases = new();
    private readonly DecisionLog _log = new();
    private readonly ForgottenMembers _forgotten = new();
    private long _lastDecision;

    /// <summary>Open cases.</summary>
    public CaseBook Cases => _cases;

    /// <summary>The durable decisions, including those not yet carried out.</summary>
    public DecisionLog Log => _log;

    /// <summary>Whether a decision on the case is in flight.</summary>
    public bool IsBeingDecided(long caseId) => Undurable.Any(change => change is DecisionTaken taken && taken.Decision.CaseId == caseId);

    /// <summary>Whether the member was erased, or will be by a write in flight: nothing more may be written about them.</summary>
    public bool IsForgotten(long userId) =>
        _forgotten.Contains(userId) || Undurable.Any(change => change is MemberForgotten forgotten && forgotten.UserId == userId);

    /// <summary>Records a report with the next write.</summary>
    public void Report(ReviewReport report) => Stage(new CaseReported(IdOf(report.FilmId, report.AuthorId), report));

    /// <summary>Records with the next write that moderators should look at a review.</summary>
    public void Look(ReviewLook look, DateTimeOffset at) => Stage(new LookAsked(IdOf(look.FilmId, look.AuthorId), look, at));

    /// <summary>Records an appeal with the next write.</summary>
    public void Appeal(ReviewAppeal appeal) => Stage(new AppealMade(IdOf(appeal.FilmId, appeal.AuthorId), appeal));

    /// <summary>Records a decision with the next write, under the next number.</summary>
    public ModerationDecision Decide(ModerationDecision decision)
    {
        var numbered = decision with { Number = ++_lastDecision };
        Stage(new DecisionTaken(numbered));
        return numbered;
    }

    public void Carried(long number) => Stage(new DecisionCarried(number));

    public void AuthorTold(long number) => Stage(new AuthorTold(number));

    public void Drop(long number) => Stage(new DecisionDropped(number));

    public void Forget(long userId) => Stage(new MemberForgotten(userId));

    protected override void Clear()
    {
        _cases.Clear();
        _log.Clear();
        _forgotten.Clear();
        _lastDecision = 0;
    }

    protected override void Apply(in ModerationChange change)
    {
        switch (change)
        {
            case CaseReported reported: _cases.Report(reported.CaseId, reported.Report); break;
            case CaseHeld held: _cases.Look(held.CaseId, new ReviewLook(held.FilmId, held.AuthorId, CaseKind.FirstReview), held.At); break;
            case LookAsked asked: _cases.Look(asked.CaseId, asked.Look, asked.At); break;
            case AppealMade made: _cases.Appeal(made.CaseId, made.Appeal); break;
            case CaseKept kept: _cases.Keep(kept.Case); break;
            case CaseSettled settled: _cases.Settle(settled.Case); break;
            case DecisionTaken taken: Take(taken.Decision); break;
            case DecisionCarried carried: _log.Carry(carried.Number); break;
            case AuthorTold told: _log.Tell(told.Number); break;
            case DecisionDropped dropped: Dropped(dropped.Number); break;
            case MemberForgotten forgotten: Forgotten(forgotten.UserId); break;
            case ModerationCounters counters:
                _cases.StartAfter(counters.LastCase);
                _lastDecision = Math.Max(_lastDecision, counters.LastDecision);
                break;
        }
    }

    protected override void Encode(List<ModerationChange> changes, IBufferWriter<byte> writer) =>
        serializer.Serialize([.. changes], writer);

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        var changes = new ModerationChange[] { new ModerationCounters(_cases.LastId, _lastDecision) }
            .Concat(_forgotten.OldestFirst.Select(userId => new MemberForgotten(userId)))   // first, while there is nothing to search
            .Concat(_log.All.Select(decision => new DecisionTaken(decision)))
            .Concat(_log.Carried.Select(decision => new DecisionCarried(decision.Number)))
            .Concat(_log.Told.Select(number => new AuthorTold(number)))
            .Concat(_cases.Settled.Select(decided => new CaseSettled(decided)))
            .Concat(_cases.All.Select(open => new CaseKept(open)));   // after the decisions, which close the cases they are about
        foreach (var part in changes.Chunk(ItemsPerPart))
        {
            using var entry = writer.BeginEntry();
            serializer.Serialize(part, entry.Writer);
            entry.Commit();
        }
    }

    protected override void Replay(JournalBufferReader entry)
    {
        foreach (var change in serializer.Deserialize(entry.ToArray())!) Apply(change);
    }

    private long IdOf(string filmId, long authorId) => _cases.Find(filmId, authorId)?.CaseId ?? _cases.NextId();

    private void Take(ModerationDecision decision)
    {
        _lastDecision = Math.Max(_lastDecision, decision.Number);
        _log.Add(decision);
        _cases.Close(decision.CaseId, decision.Revision);
    }

    private void Dropped(long number)
    {
        if (_log.Find(number) is { CaseId: not 0 and var caseId }) _cases.Reopen(caseId);
        _log.Remove(number);
    }

    private void Forgotten(long userId)
    {
        _forgotten.Add(userId);
        _cases.Forget(userId);
        _log.Blank(userId);
    }
}
