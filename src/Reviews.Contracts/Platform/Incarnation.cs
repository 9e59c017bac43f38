namespace Reviews.Contracts.Platform;

/// <summary>
/// Numbers that never go back, even if the store that counts them does: a lagging standby took over, or a backup was restored. The store's
/// incarnation, which is raised then, fills the bits above the count, so any number of a new incarnation exceeds all earlier ones.
/// </summary>
public static class Incarnation
{
    /// <summary>
    /// Bits of the count: 32, more changes than one film gets in two days at full load. Twenty-one more bits are still exact in JavaScript.
    /// </summary>
    private const int CountBits = 32;

    /// <summary>A count as others see it.</summary>
    /// <param name="count">From 0; an incarnation it already contains is replaced.</param>
    /// <param name="incarnation">The incarnation of the store under which it was read; from 0.</param>
    public static long Raise(long count, long incarnation) => (incarnation << CountBits) | CountOf(count);

    /// <summary>The incarnation a number was issued in.</summary>
    public static long Of(long number) => number >> CountBits;

    /// <summary>The count without its incarnation.</summary>
    public static long CountOf(long number) => number & ((1L << CountBits) - 1);
}
