using System.Collections.Immutable;

namespace Reviews.Domain.Ballots;

/// <summary>
/// The excluded windows of one film, with the standing votes in each. They may overlap: a vote counts when it is in none.
/// </summary>
internal sealed class ExcludedWindows
{
    // Sorted by time; there are few, and most films have none.
    private readonly List<(ExcludedWindow Window, int Votes)> _windows = [];

    /// <summary>The windows, earliest first.</summary>
    public ImmutableArray<ExcludedWindow> All => [.. _windows.Select(tally => tally.Window)];

    /// <summary>The windows with the votes that would otherwise count, earliest first; a vote in two windows is included in both.</summary>
    public ImmutableArray<(ExcludedWindow Window, int Votes)> Tallies => [.. _windows];

    public bool Covers(uint at)
    {
        foreach (var (window, _) in _windows)
        {
            if (window.Covers(at))
                return true;
        }

        return false;
    }

    /// <summary>Replaces the windows; their votes must then be added again.</summary>
    public void Replace(IEnumerable<ExcludedWindow> windows)
    {
        _windows.Clear();
        foreach (var window in windows.Distinct().OrderBy(window => window.From).ThenBy(window => window.Until))
            _windows.Add((window, 0));
    }

    public void Add(in BallotEntry vote) => Tell(vote, 1);

    public void Remove(in BallotEntry vote) => Tell(vote, -1);

    private void Tell(in BallotEntry vote, int by)
    {
        for (var i = 0; i < _windows.Count; i++)
        {
            if (_windows[i].Window.Covers(vote.CastAt))
                _windows[i] = (_windows[i].Window, _windows[i].Votes + by);
        }
    }
}
