using System.Buffers;
using Orleans.Journaling;
using Orleans.Serialization;
using Reviews.Contracts.Moderation;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Moderation;

/// <summary>Open cases, the log of decisions, and which of those are still to be carried out.</summary>
internal sealed class ModerationState(Serializer<ModerationChange[]> serializer) : StagedState<ModerationChange>
{
    /// <summary>Cases or decisions in one entry of a snapshot: some 300 KB, 1.5 MB if all have the longest reasons.</summary>
    private const int ItemsPerPart = 256;

    private readonly CaseBook _cases = new();
    private readonly SortedDictionary<long, ModerationDecision> _log = [];
    private readonly SortedSet<long> _open = [];
    private long _lastDecision;

    /// <summary>Open cases.</summary>
    public CaseBook Cases => _cases;

    /// <summary>The durable decisions by their number, those to be carried out included.</summary>
    public IReadOnlyDictionary<long, ModerationDecision> Log => _log;

    /// <summary>Decisions that are not known to be carried out, oldest first.</summary>
    public IEnumerable<ModerationDecision> ToCarry => _open.Select(number => _log[number]);

    /// <summary>Whether a decision on the case is under way.</summary>
    public bool IsBeingDecided(long caseId) => Undurable.Any(change => change is DecisionTaken taken && taken.Decision.CaseId == caseId);

    /// <summary>The newest decision on a case; null when the log has none.</summary>
    public ModerationDecision? LastOf(long caseId) => _log.Values.LastOrDefault(decision => decision.CaseId == caseId && caseId != 0);

    /// <summary>The newest decision on a member's suspension; null when the log has none.</summary>
    public ModerationDecision? LastSuspensionOf(long userId) => _log.Values.LastOrDefault(decision => decision.UserId == userId && decision.FilmId is null);

    /// <summary>Takes a report with the next write.</summary>
    public void Report(ReviewReport report) => Stage(new CaseReported(IdOf(report.FilmId, report.AuthorId), report));

    /// <summary>Notes with the next write that a review waits.</summary>
    public void Hold(string filmId, long authorId, DateTimeOffset at) => Stage(new CaseHeld(IdOf(filmId, authorId), filmId, authorId, at));

    /// <summary>Takes a decision with the next write, under the next number.</summary>
    public ModerationDecision Decide(ModerationDecision decision)
    {
        var numbered = decision with { Number = ++_lastDecision };
        Stage(new DecisionTaken(numbered));
        return numbered;
    }

    public void Carried(long number) => Stage(new DecisionCarried(number));

    public void Drop(long number) => Stage(new DecisionDropped(number));

    public void Forget(long userId) => Stage(new MemberForgotten(userId));

    protected override void Clear()
    {
        _cases.Clear();
        _log.Clear();
        _open.Clear();
        _lastDecision = 0;
    }

    protected override void Apply(in ModerationChange change)
    {
        switch (change)
        {
            case CaseReported reported: _cases.Report(reported.CaseId, reported.Report); break;
            case CaseHeld held: _cases.Hold(held); break;
            case CaseKept kept: _cases.Keep(kept.Case); break;
            case DecisionTaken taken: Take(taken.Decision); break;
            case DecisionCarried carried: _open.Remove(carried.Number); break;
            case DecisionDropped dropped:
                _open.Remove(dropped.Number);
                _log.Remove(dropped.Number);
                break;
            case MemberForgotten forgotten: Forgotten(forgotten.UserId); break;
            case ModerationCounters counters:
                _cases.StartAfter(counters.LastCase);
                _lastDecision = Math.Max(_lastDecision, counters.LastDecision);
                break;
        }
    }

    protected override void Encode(List<ModerationChange> changes, IBufferWriter<byte> writer) => serializer.Serialize([.. changes], writer);

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        var changes = new ModerationChange[] { new ModerationCounters(_cases.LastId, _lastDecision) }
            .Concat(_log.Values.Select(decision => new DecisionTaken(decision)))
            .Concat(_log.Keys.Where(number => !_open.Contains(number)).Select(number => new DecisionCarried(number)))
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
        _log[decision.Number] = decision;
        _open.Add(decision.Number);
        _cases.Close(decision.CaseId);
        if (_log.Count > ModerationLimits.MaxDecisions && _log.Keys.First() is var oldest && !_open.Contains(oldest)) _log.Remove(oldest);
    }

    private void Forgotten(long userId)
    {
        _cases.Forget(userId);
        foreach (var about in _log.Values.Where(decision => decision.UserId == userId).ToArray()) _log[about.Number] = about with { Reason = "" };
    }
}
