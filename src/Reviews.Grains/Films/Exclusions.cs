using System.Collections.Immutable;
using Reviews.Contracts.Films;
using Reviews.Domain.Ballots;

namespace Reviews.Grains.Films;

/// <summary>The times whose votes do not count on a film, as one decision left them.</summary>
/// <param name="Decision">The newest decision's number; 0: nothing was ever decided.</param>
/// <param name="Windows">The windows.</param>
internal sealed record Exclusions(long Decision, ImmutableArray<ExcludedWindow> Windows)
{
    public static readonly Exclusions None = new(0, []);

    public Exclusions With(FilmExclusion decided)
    {
        var window = new ExcludedWindow(decided.From, decided.Until);
        return new Exclusions(decided.Decision, decided.Lifts ? Windows.Remove(window) : Windows.Add(window));
    }

    /// <summary>What speaks against a decision; null when nothing does.</summary>
    public ExclusionOutcome? Refuse(FilmExclusion decided)
    {
        var isThere = Windows.Contains(new ExcludedWindow(decided.From, decided.Until));
        if (decided.Lifts) return isThere ? null : ExclusionOutcome.NotThere;
        return isThere ? ExclusionOutcome.ThereAlready
            : Windows.Length >= FilmExclusion.MaxWindows ? ExclusionOutcome.TooMany
            : null;
    }
}
