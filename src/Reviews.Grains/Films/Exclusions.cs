using System.Collections.Immutable;
using Reviews.Contracts.Films;
using Reviews.Domain.Ballots;

namespace Reviews.Grains.Films;

/// <summary>The periods whose votes do not count on a film, as of one decision.</summary>
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

    /// <summary>Why a decision is refused; null when it is not.</summary>
    public ExclusionOutcome? Refuse(FilmExclusion decided)
    {
        var isThere = Windows.Contains(new ExcludedWindow(decided.From, decided.Until));
        if (decided.Lifts) return isThere ? null : ExclusionOutcome.NotThere;
        return isThere ? ExclusionOutcome.ThereAlready
            : Windows.Length >= FilmExclusion.MaxWindows ? ExclusionOutcome.TooMany
            : null;
    }
}
