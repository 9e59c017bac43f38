namespace Reviews.Storage.Journals;

/// <summary>A journal that can't be read to its end, and what a repair leaves of it.</summary>
/// <param name="Journal">Its name: a grain's id.</param>
/// <param name="Reason">What is wrong with it, as a sentence without the full stop.</param>
/// <param name="KeepsSnapshot">Whether everything up to its last snapshot is kept. False: nothing can be kept.</param>
/// <param name="KeptSegments">Writes after the snapshot that are kept.</param>
/// <param name="LostSegments">Writes that are removed, not counting those already missing.</param>
/// <param name="LostBytes">Bytes that are removed.</param>
public sealed record JournalDamage(string Journal, string Reason, bool KeepsSnapshot, long KeptSegments, long LostSegments, long LostBytes)
{
    /// <summary>How to make the cut; null if this store can't be cut.</summary>
    internal JournalCut? Cut { get; init; }
}

/// <summary>The cut that makes a damaged journal whole again.</summary>
/// <param name="Journal">Its id.</param>
/// <param name="Head">Its new head.</param>
/// <param name="From">The first segment to remove; no segment with that number or above is kept.</param>
internal sealed record JournalCut(long Journal, JournalHead Head, long From);

/// <summary>A state record that does not match what was written.</summary>
/// <param name="Grain">The grain's id.</param>
/// <param name="State">The state's name.</param>
/// <param name="ETag">Its number as stored.</param>
public sealed record RecordDamage(string Grain, string State, long ETag);
