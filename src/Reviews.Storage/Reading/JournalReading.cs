using Reviews.Storage.Journals;

namespace Reviews.Storage.Reading;

/// <summary>What one reading of a journal found.</summary>
/// <param name="Journal">Its id; null: nobody has written it yet.</param>
/// <param name="Head">Its head.</param>
/// <param name="Next">The number of the next segment.</param>
/// <param name="Log">What its segments cost, each at least <see cref="LogCost.LeastSegment"/>.</param>
/// <param name="Bytes">Bytes of snapshot and segments.</param>
/// <param name="Incarnation">The store's incarnation that all this was read under.</param>
internal sealed record JournalReading(long? Journal, JournalHead Head, long Next, long Log, long Bytes, long Incarnation)
{
    /// <summary>A journal that nobody has written yet.</summary>
    public static JournalReading Nothing(long incarnation) => new(null, JournalHead.First, JournalHead.First.Base, 0, 0, incarnation);
}

/// <summary>What a segment counts in the decision to compact.</summary>
internal static class LogCost
{
    /// <summary>Bytes that even the smallest segment counts: a row costs more than its payload.</summary>
    public const int LeastSegment = 256;

    public static long Of(int bytes) => Math.Max(LeastSegment, bytes);
}
