using Reviews.Storage.Journals;

namespace Reviews.Storage.Reading;

/// <summary>What one reading of a journal found.</summary>
/// <param name="Journal">Its id; null if nobody has written it yet.</param>
/// <param name="Head">Its head.</param>
/// <param name="Next">The number of the next segment.</param>
/// <param name="Log">The total cost of its segments, each at least <see cref="LogCost.LeastSegment"/>.</param>
/// <param name="Bytes">Bytes of snapshot and segments.</param>
/// <param name="Incarnation">The store incarnation all this was read under.</param>
internal sealed record JournalReading(long? Journal, JournalHead Head, long Next, long Log, long Bytes, long Incarnation)
{
    /// <summary>A journal that nobody has written yet.</summary>
    public static JournalReading Nothing(long incarnation) => new(null, JournalHead.First, JournalHead.First.Base, 0, 0, incarnation);
}

/// <summary>How much a segment counts in the decision to compact.</summary>
internal static class LogCost
{
    /// <summary>The minimum bytes a segment counts as: a row costs more than its payload.</summary>
    public const int LeastSegment = 256;

    public static long Of(int bytes) => Math.Max(LeastSegment, bytes);
}
