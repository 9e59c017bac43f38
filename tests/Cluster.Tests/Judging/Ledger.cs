namespace Cluster.Tests.Judging;

/// <summary>
/// What one member asked for and was answered while the store might still lose it, in order. A store that comes back with less is as it was
/// at one moment: it has everything until then and nothing after, so a later vote never stands where an earlier one is gone. Used by one
/// caller at a time.
/// </summary>
/// <param name="before">The member's wishes when it began, by film.</param>
internal sealed class Ledger(IReadOnlyDictionary<string, VoteIntent> before)
{
    private readonly List<Entry> _entries = [];
    private bool _isSealed;

    private IEnumerable<string> Films => before.Keys.Union(_entries.Select(entry => entry.FilmId));

    public void Ask(string filmId, double stars) => _entries.Add(new Entry(filmId, stars));

    public void Acknowledge(string filmId, double stars)
    {
        var asked = _entries.FindLast(entry => entry.FilmId == filmId && entry.Stars.Equals(stars) && !entry.IsAcknowledged);
        if (asked is null) _entries.Add(asked = new Entry(filmId, stars));   // asked for before the ledger was begun
        (asked.IsAcknowledged, asked.IsCertain) = (true, _isSealed);
    }

    /// <summary>The store is back: what is acknowledged from here on stays.</summary>
    public void Seal() => _isSealed = true;

    /// <summary>Whether the member may have no vote on the film.</summary>
    public bool MayBeNone(string filmId) => _isSealed && Enumerable.Range(0, _entries.Count + 1).Any(kept => At(filmId, kept).Allows(0));

    /// <summary>
    /// How many entries the store has kept when the member's list is this one, at most; null when no moment explains the list.
    /// </summary>
    public int? Kept(IReadOnlyDictionary<string, double> list)
    {
        for (var kept = _entries.Count; kept >= 0; kept--)
            if (Films.All(film => At(film, kept).Allows(list.GetValueOrDefault(film)))) return kept;
        return null;
    }

    /// <summary>The first film whose stars in the list were never the member's wish, at any moment; null when each was.</summary>
    public string? Unexplained(IReadOnlyDictionary<string, double> list) => Films.FirstOrDefault(
        film => !Enumerable.Range(0, _entries.Count + 1).Any(kept => At(film, kept).Allows(list.GetValueOrDefault(film))));

    /// <summary>The acknowledged votes that are gone when the store has kept so many entries.</summary>
    public int RolledBack(int kept) => _entries.Skip(kept).Count(entry => entry.IsAcknowledged && !entry.IsCertain);

    /// <summary>The member's wishes when the store has kept so many entries.</summary>
    public IEnumerable<(string FilmId, VoteIntent Intent)> Intents(int kept) => Films.Select(film => (film, At(film, kept)));

    /// <summary>
    /// What was not acknowledged may come at any time; what was is there when it was kept, or acknowledged by the store that is there now.
    /// </summary>
    private VoteIntent At(string filmId, int kept)
    {
        var intent = before.TryGetValue(filmId, out var known) ? known.Copy() : new VoteIntent();
        foreach (var (index, entry) in _entries.Index())
        {
            if (entry.FilmId != filmId) continue;
            if (!entry.IsAcknowledged) intent.Ask(entry.Stars);
            else if (index < kept || entry.IsCertain) intent.Acknowledge(entry.Stars);
        }

        return intent;
    }

    private sealed record Entry(string FilmId, double Stars)
    {
        public bool IsAcknowledged { get; set; }

        public bool IsCertain { get; set; }
    }
}
