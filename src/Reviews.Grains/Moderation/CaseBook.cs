using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Moderation;

/// <summary>The open cases: one a review, oldest first.</summary>
internal sealed class CaseBook
{
    private readonly SortedDictionary<long, ModerationCase> _cases = [];
    private readonly Dictionary<(string FilmId, long AuthorId), long> _byReview = [];

    /// <summary>The highest number that was ever given.</summary>
    public long LastId { get; private set; }

    public int Count => _cases.Count;

    /// <summary>The cases, oldest first.</summary>
    public IEnumerable<ModerationCase> All => _cases.Values;

    public ModerationCase? Find(long caseId) => _cases.GetValueOrDefault(caseId);

    public ModerationCase? Find(string filmId, long authorId) =>
        _byReview.TryGetValue((filmId, authorId), out var caseId) ? _cases[caseId] : null;

    public void Clear()
    {
        _cases.Clear();
        _byReview.Clear();
        LastId = 0;
    }

    /// <summary>A number never given before.</summary>
    public long NextId() => ++LastId;

    public void StartAfter(long caseId) => LastId = Math.Max(LastId, caseId);

    public void Report(long caseId, ReviewReport report)
    {
        StartAfter(caseId);
        var standing = Find(report.FilmId, report.AuthorId)
            ?? new ModerationCase(caseId, CaseKind.Reported, report.FilmId, report.AuthorId, report.ReportedAt, [], []);
        if (!IsNews(standing, report.ReporterId)) return;
        Keep(standing with
        {
            Reporters = standing.Reporters.Add(report.ReporterId),
            Reports = standing.Reports.Length < ModerationLimits.MaxReasons ? standing.Reports.Add(report) : standing.Reports,
        });
    }

    public void Hold(CaseHeld held)
    {
        StartAfter(held.CaseId);
        if (Find(held.FilmId, held.AuthorId) is { } standing) Keep(standing with { Kind = CaseKind.FirstReview });
        else Keep(new ModerationCase(held.CaseId, CaseKind.FirstReview, held.FilmId, held.AuthorId, held.At, [], []));
    }

    public void Keep(ModerationCase open)
    {
        StartAfter(open.CaseId);
        _cases[open.CaseId] = open;
        _byReview[(open.FilmId, open.AuthorId)] = open.CaseId;
    }

    public void Close(long caseId)
    {
        if (_cases.Remove(caseId, out var closed)) _byReview.Remove((closed.FilmId, closed.AuthorId));
    }

    /// <summary>Cases about the member go, and reports by the member.</summary>
    public void Forget(long userId)
    {
        foreach (var open in _cases.Values.Where(open => open.AuthorId == userId || open.Reporters.Contains(userId)).ToArray())
        {
            var without = open with { Reporters = open.Reporters.Remove(userId), Reports = open.Reports.RemoveAll(report => report.ReporterId == userId) };
            if (open.AuthorId == userId || (without.Reporters.IsEmpty && open.Kind == CaseKind.Reported)) Close(open.CaseId);
            else Keep(without);
        }
    }

    /// <summary>Whether a report of this member would change the case.</summary>
    public static bool IsNews(ModerationCase standing, long reporterId) =>
        standing.Reporters.Length < ModerationLimits.MaxReporters && !standing.Reporters.Contains(reporterId);
}
