using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Moderation;

/// <summary>The last decided case of each review, at most <see cref="ModerationLimits.MaxSettledCases"/>: changing the text after the
/// decision reopens it, with its reports.</summary>
internal sealed class SettledCases
{
    private readonly SortedDictionary<long, SettledCase> _cases = [];
    private readonly Dictionary<(string FilmId, long AuthorId), long> _byReview = [];

    /// <summary>Oldest first.</summary>
    public IEnumerable<SettledCase> All => _cases.Values;

    public SettledCase? Find(long caseId) => _cases.GetValueOrDefault(caseId);

    public SettledCase? Find(string filmId, long authorId) =>
        _byReview.TryGetValue((filmId, authorId), out var caseId) ? _cases[caseId] : null;

    public void Add(SettledCase decided)
    {
        Remove(decided.Case);
        _cases[decided.Case.CaseId] = decided;
        _byReview[(decided.Case.FilmId, decided.Case.AuthorId)] = decided.Case.CaseId;
        if (_cases.Count > ModerationLimits.MaxSettledCases) Remove(_cases.Values.First().Case);
    }

    public void Remove(string filmId, long authorId)
    {
        if (_byReview.Remove((filmId, authorId), out var caseId)) _cases.Remove(caseId);
    }

    private void Remove(ModerationCase one) => Remove(one.FilmId, one.AuthorId);

    /// <summary>Removes cases about the member, and reports by them.</summary>
    public void Forget(long userId)
    {
        foreach (var one in _cases.Values.Where(one => one.Case.AuthorId == userId || one.Case.Reporters.Contains(userId)).ToArray())
        {
            if (one.Case.AuthorId == userId) Remove(one.Case);
            else _cases[one.Case.CaseId] = one with { Case = one.Case.Without(userId) };
        }
    }

    public void Clear()
    {
        _cases.Clear();
        _byReview.Clear();
    }
}

/// <summary>A case that was decided.</summary>
/// <param name="Case">The case as it was then.</param>
/// <param name="Revision">The revision of the text that was decided on; null when it was not read.</param>
[GenerateSerializer, Immutable, Alias("reviews.SettledCase")]
internal sealed record SettledCase([property: Id(0)] ModerationCase Case, [property: Id(1)] int? Revision);
