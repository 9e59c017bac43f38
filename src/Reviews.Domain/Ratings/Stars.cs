using System.Globalization;

namespace Reviews.Domain.Ratings;

/// <summary>
/// A verdict of half a star to five stars, in half-star steps. The default value is half a star: no invalid value exists.
/// </summary>
public readonly struct Stars : IEquatable<Stars>, IComparable<Stars>
{
    /// <summary>The fewest half stars: 1.</summary>
    public const int MinHalfStars = 1;

    /// <summary>The most half stars: 10.</summary>
    public const int MaxHalfStars = 10;

    // One less than the half stars, so that default(Stars) is valid too.
    private readonly byte _steps;

    private Stars(int halfStars) => _steps = (byte)(halfStars - MinHalfStars);

    /// <summary>1 to 10.</summary>
    public int HalfStars => _steps + MinHalfStars;

    /// <summary>0.5 to 5.</summary>
    public decimal Number => HalfStars / 2m;

    /// <summary>The stars for a number of halves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 10.</exception>
    public static Stars FromHalfStars(int halfStars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(halfStars, MinHalfStars);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(halfStars, MaxHalfStars);
        return new Stars(halfStars);
    }

    /// <summary>Reads a number of stars: 0.5 to 5 in exact half steps; nothing is rounded.</summary>
    public static bool TryFromNumber(decimal number, out Stars stars)
    {
        stars = default;
        if (number is < 0.5m or > 5m)
            return false;

        var halfStars = number * 2;
        if (halfStars != decimal.Truncate(halfStars))
            return false;

        stars = new Stars((int)halfStars);
        return true;
    }

    /// <inheritdoc cref="TryFromNumber(decimal, out Stars)"/>
    public static bool TryFromNumber(double number, out Stars stars)
    {
        stars = default;

        // Written as a pattern that NaN does not match; anything that matches also fits in a decimal.
        return number is >= 0.5 and <= 5 && number * 2 == Math.Truncate(number * 2) && TryFromNumber((decimal)number, out stars);
    }

    public static bool operator ==(Stars left, Stars right) => left.Equals(right);

    public static bool operator !=(Stars left, Stars right) => !left.Equals(right);

    public static bool operator <(Stars left, Stars right) => left.CompareTo(right) < 0;

    public static bool operator >(Stars left, Stars right) => left.CompareTo(right) > 0;

    public static bool operator <=(Stars left, Stars right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Stars left, Stars right) => left.CompareTo(right) >= 0;

    public bool Equals(Stars other) => _steps == other._steps;

    public override bool Equals(object? obj) => obj is Stars other && Equals(other);

    public override int GetHashCode() => _steps;

    public int CompareTo(Stars other) => _steps.CompareTo(other._steps);

    /// <summary>As printed next to a review: <c>½</c>, <c>3</c>, <c>3½</c>.</summary>
    public override string ToString()
    {
        var whole = HalfStars / 2;
        var half = HalfStars % 2 == 0 ? "" : "½";
        return whole == 0 ? half : whole.ToString(CultureInfo.InvariantCulture) + half;
    }
}
