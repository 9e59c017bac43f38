using System.Globalization;

namespace Reviews.Domain.Reviews;

/// <summary>A review's place in an order; the greatest comes first.</summary>
/// <param name="Score">The primary sort key; 0 in the order by time.</param>
/// <param name="WrittenAt">When it was first written, in milliseconds since 1970 (UTC).</param>
/// <param name="UserId">Who wrote it; makes every place unique.</param>
public readonly record struct ReviewPlace(double Score, long WrittenAt, long UserId) : IComparable<ReviewPlace>
{
    /// <inheritdoc/>
    public int CompareTo(ReviewPlace other)
    {
        var byScore = Score.CompareTo(other.Score);
        if (byScore != 0) return byScore;
        var byTime = WrittenAt.CompareTo(other.WrittenAt);
        return byTime != 0 ? byTime : UserId.CompareTo(other.UserId);
    }

    public static bool operator <(ReviewPlace left, ReviewPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(ReviewPlace left, ReviewPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(ReviewPlace left, ReviewPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ReviewPlace left, ReviewPlace right) => left.CompareTo(right) >= 0;

    /// <summary>As a cursor: three numbers that continue where a page ended, whatever was written or voted since.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{BitConverter.DoubleToInt64Bits(Score):x}.{WrittenAt}.{UserId}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out ReviewPlace place)
    {
        place = default;
        if (text?.Split('.') is not [var score, var at, var user]) return false;
        if (!long.TryParse(score, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)) return false;
        if (!long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var writtenAt)) return false;
        if (!long.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)) return false;
        place = new ReviewPlace(BitConverter.Int64BitsToDouble(bits), writtenAt, userId);
        return double.IsFinite(place.Score);
    }
}
