namespace Reviews.Contracts.Platform;

/// <summary>
/// Numbers that never go back, though the store that they are counted in may: a standby that lagged, a backup. The store's incarnation,
/// which is raised then, stands above the count; so the first number of a new incarnation is above all of the one before.
/// </summary>
public static class Incarnation
{
    /// <summary>
    /// Bits of the count: 32, more changes of one film than two days at full load bring. Twenty-one bits above are exact in JavaScript too.
    /// </summary>
    private const int CountBits = 32;

    /// <summary>A count as it is told to others.</summary>
    /// <param name="count">From 0; it may have another incarnation above it already, which gives way.</param>
    /// <param name="incarnation">The incarnation of the store under which it was read; from 0.</param>
    public static long Raise(long count, long incarnation) => (incarnation << CountBits) | CountOf(count);

    /// <summary>The incarnation that a number was told under.</summary>
    public static long Of(long number) => number >> CountBits;

    /// <summary>The count without its incarnation.</summary>
    public static long CountOf(long number) => number & ((1L << CountBits) - 1);
}
