using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Reviews.Domain.Ratings;

/// <summary>
/// The votes of one film, counted: how many, their sum, how many of each. Immutable; <see cref="Add"/> and <see cref="Remove"/> return a
/// new one.
/// </summary>
public readonly struct Scorecard : IEquatable<Scorecard>
{
    private readonly Bars _bars;

    private Scorecard(int count, long halfStarSum, Bars bars) => (Count, HalfStarSum, _bars) = (count, halfStarSum, bars);

    /// <summary>How many votes count.</summary>
    public int Count { get; }

    /// <summary>Their sum, in half stars.</summary>
    public long HalfStarSum { get; }

    /// <summary>The exact mean in stars, rounded to 4 decimals; null when there is no vote.</summary>
    public decimal? Average => Mean.Of(HalfStarSum, Count);

    /// <summary>Ten counts; <c>[i]</c> is the number of votes of (i+1)/2 stars. A copy.</summary>
    public ImmutableArray<int> Histogram => [.. (ReadOnlySpan<int>)_bars];

    public static bool operator ==(Scorecard left, Scorecard right) => left.Equals(right);

    public static bool operator !=(Scorecard left, Scorecard right) => !left.Equals(right);

    /// <summary>The votes with one more.</summary>
    public Scorecard Add(Stars stars) => Changed(stars, 1);

    /// <summary>The votes without one of that many stars.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Scorecard Remove(Stars stars)
    {
        if (_bars[stars.HalfStars - 1] == 0)
            throw new InvalidOperationException($"No vote of {stars} stars was counted.");

        return Changed(stars, -1);
    }

    public bool Equals(Scorecard other) =>
        Count == other.Count && HalfStarSum == other.HalfStarSum && ((ReadOnlySpan<int>)_bars).SequenceEqual(other._bars);

    public override bool Equals(object? obj) => obj is Scorecard other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Count, HalfStarSum);

    /// <inheritdoc/>
    public override string ToString() => $"{Count} votes, {HalfStarSum} half stars [{string.Join(' ', Histogram)}]";

    private Scorecard Changed(Stars stars, int by)
    {
        var bars = _bars;
        bars[stars.HalfStars - 1] += by;
        return new Scorecard(Count + by, HalfStarSum + by * stars.HalfStars, bars);
    }

    [InlineArray(Stars.MaxHalfStars)]
    private struct Bars
    {
        private int _first;
    }
}
