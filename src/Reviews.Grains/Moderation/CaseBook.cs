using System.Collections.Immutable;
using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Moderation;

/// <summary>The open cases, one per review, oldest first; and the decided ones, in case their reviews change.</summary>
internal sealed class CaseBook
{
    private readonly SortedDictionary<long, ModerationCase> _cases = [];
    private readonly Dictionary<(string FilmId, long AuthorId), long> _byReview = [];
    private readonly SettledCases _settled = new();
    private readonly Dictionary<long, int> _shown = [];   // not part of the durable state: lost with the activation

    /// <summary>The highest number ever assigned.</summary>
    public long LastId { get; private set; }

    public int Count => _cases.Count;

    /// <summary>The open cases, oldest first.</summary>
    public IEnumerable<ModerationCase> All => _cases.Values;

    /// <summary>The decided ones, oldest first.</summary>
    public IEnumerable<SettledCase> Settled => _settled.All;

    public ModerationCase? Find(long caseId) => _cases.GetValueOrDefault(caseId);

    public ModerationCase? Find(string filmId, long authorId) =>
        _byReview.TryGetValue((filmId, authorId), out var caseId) ? _cases[caseId] : null;

    public void Clear()
    {
        _cases.Clear();
        _byReview.Clear();
        _settled.Clear();
        _shown.Clear();
        LastId = 0;
    }

    /// <summary>A number never assigned before.</summary>
    public long NextId() => ++LastId;

    public void StartAfter(long caseId) => LastId = Math.Max(LastId, caseId);

    /// <summary>The revision of the text moderators were last shown; null when they were shown none.</summary>
    public int? Shown(long caseId) => _shown.TryGetValue(caseId, out var revision) ? revision : null;

    /// <summary>Notes which text of an open case moderators are shown.</summary>
    public void Show(ShownCase shown)
    {
        if (_cases.ContainsKey(shown.CaseId)) _shown[shown.CaseId] = shown.Revision;
    }

    public void Report(long caseId, ReviewReport report)
    {
        StartAfter(caseId);
        var standing = Find(report.FilmId, report.AuthorId) ?? new ModerationCase(
            caseId, CaseKind.Reported, report.FilmId, report.AuthorId, report.ReportedAt, [], [], report.Revision);
        if (!IsNews(standing, report.ReporterId)) return;
        Keep(standing with { Reporters = standing.Reporters.Add(report.ReporterId), Reports = With(standing.Reports, report) });
    }

    /// <summary>Opens a case, or reopens the decided one under this number; an open one gets the current reason to look at the
    /// review.</summary>
    public void Look(long caseId, ReviewLook look, DateTimeOffset at)
    {
        StartAfter(caseId);
        if (!IsNews(look)) return;
        Keep(Find(look.FilmId, look.AuthorId) is { } standing
            ? standing with { Kind = KindOf(standing.Kind, look.Kind), Revision = standing.Revision ?? look.Revision }
            : Open(caseId, look, at));
    }

    public void Appeal(long caseId, ReviewAppeal appeal)
    {
        StartAfter(caseId);
        var standing = Find(appeal.FilmId, appeal.AuthorId)
            ?? Open(caseId, new ReviewLook(appeal.FilmId, appeal.AuthorId, CaseKind.Appealed, appeal.Revision), appeal.AppealedAt);
        Keep(standing with { Kind = CaseKind.Appealed, Appeal = appeal });
    }

    public void Keep(ModerationCase open)
    {
        StartAfter(open.CaseId);
        _settled.Remove(open.FilmId, open.AuthorId);
        _cases[open.CaseId] = open;
        _byReview[(open.FilmId, open.AuthorId)] = open.CaseId;
    }

    public void Settle(SettledCase decided) => _settled.Add(decided);

    /// <summary>After a decision.</summary>
    /// <param name="caseId">The case; one that is not open stays as it is.</param>
    /// <param name="revision">The revision of the text that was decided on.</param>
    public void Close(long caseId, int? revision)
    {
        if (Remove(caseId) is { } closed) _settled.Add(new SettledCase(closed, revision));
    }

    /// <summary>Reverts a decision that was dropped. Whatever has come in since stays.</summary>
    public void Reopen(long caseId)
    {
        if (_settled.Find(caseId) is { } closed) Keep(closed.Case);
    }

    /// <summary>Removes cases about the member, and reports by them.</summary>
    public void Forget(long userId)
    {
        foreach (var open in _cases.Values.Where(open => open.AuthorId == userId || open.Reporters.Contains(userId)).ToArray())
        {
            var without = open.Without(userId);
            if (open.AuthorId == userId || (without.Reporters.IsEmpty && open.Kind == CaseKind.Reported)) Remove(open.CaseId);
            else Keep(without);
        }

        _settled.Forget(userId);
    }

    /// <summary>Whether a report by this member would change the case.</summary>
    public static bool IsNews(ModerationCase standing, long reporterId) =>
        standing.Reporters.Length < ModerationLimits.MaxReporters && !standing.Reporters.Contains(reporterId);

    /// <summary>Whether a look would change anything: the text may already be in a case, or decided.</summary>
    public bool IsNews(ReviewLook look)
    {
        if (Find(look.FilmId, look.AuthorId) is { } standing)
            return KindOf(standing.Kind, look.Kind) != standing.Kind || (standing.Revision is null && look.Revision is not null);
        return !(_settled.Find(look.FilmId, look.AuthorId)?.Revision >= look.Revision);
    }

    private ModerationCase? Remove(long caseId)
    {
        if (!_cases.Remove(caseId, out var closed)) return null;
        _byReview.Remove((closed.FilmId, closed.AuthorId));
        _shown.Remove(caseId);
        return closed;
    }

    private ModerationCase Open(long caseId, ReviewLook look, DateTimeOffset at)
    {
        var known = _settled.Find(look.FilmId, look.AuthorId)?.Case;
        var kind = look.Kind == CaseKind.Reported && known is not { Reporters.IsEmpty: false } ? CaseKind.Rewritten : look.Kind;
        return new ModerationCase(caseId, kind, look.FilmId, look.AuthorId, at, known?.Reporters ?? [], known?.Reports ?? [], look.Revision)
        {
            Appeal = known?.Appeal, CameBack = known is not null,
        };
    }

    /// <summary>That a review is pending takes precedence over other reasons; otherwise an open case keeps its reason.</summary>
    private static CaseKind KindOf(CaseKind standing, CaseKind asked) => asked == CaseKind.FirstReview ? asked : standing;

    /// <summary>The first reports. A report of a text not among them replaces a redundant one.</summary>
    private static ImmutableArray<ReviewReport> With(ImmutableArray<ReviewReport> kept, ReviewReport report)
    {
        if (kept.Length < ModerationLimits.MaxReasons) return kept.Add(report);
        if (kept.Any(one => one.Revision == report.Revision)) return kept;
        var spare = kept.LastOrDefault(one => kept.Count(other => other.Revision == one.Revision) > 1);
        return spare is null ? kept : kept.Remove(spare).Add(report);
    }
}

/// <summary>A case from the point of view of one reporter.</summary>
internal static class CaseReports
{
    /// <summary>The member's report; without a reason when it is only counted.</summary>
    public static ReviewReport ReportOf(this ModerationCase one, long reporterId) =>
        one.Reports.FirstOrDefault(report => report.ReporterId == reporterId)
        ?? new ReviewReport(one.FilmId, one.AuthorId, reporterId, "", one.OpenedAt);

    /// <summary>The case without a member's reports.</summary>
    public static ModerationCase Without(this ModerationCase one, long reporterId) => one with
    {
        Reporters = one.Reporters.Remove(reporterId), Reports = one.Reports.RemoveAll(report => report.ReporterId == reporterId),
    };
}
