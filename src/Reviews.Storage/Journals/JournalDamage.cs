namespace Reviews.Storage.Journals;

/// <summary>A journal that can't be read to its end, and what a repair leaves of it.</summary>
/// <param name="Journal">Its name: a grain's id.</param>
/// <param name="Reason">What is wrong with it, as a sentence without its full stop.</param>
/// <param name="KeepsSnapshot">Whether all up to its last snapshot stays. False: nothing of it can be kept.</param>
/// <param name="KeptSegments">Writes after the snapshot that stay.</param>
/// <param name="LostSegments">Writes that go, those that are missing already not counted.</param>
/// <param name="LostBytes">Bytes that go.</param>
public sealed record JournalDamage(string Journal, string Reason, bool KeepsSnapshot, long KeptSegments, long LostSegments, long LostBytes)
{
    /// <summary>How the cut is made; null: this store can't be cut.</summary>
    internal JournalCut? Cut { get; init; }
}

/// <summary>What makes a damaged journal whole again.</summary>
/// <param name="Journal">Its id.</param>
/// <param name="Head">The head that it gets.</param>
/// <param name="From">The first segment that goes; no segment of that number or above stays.</param>
internal sealed record JournalCut(long Journal, JournalHead Head, long From);

/// <summary>A state record that is not what was written.</summary>
/// <param name="Grain">The grain's id.</param>
/// <param name="State">The state's name.</param>
/// <param name="ETag">Its number as it is stored.</param>
public sealed record RecordDamage(string Grain, string State, long ETag);
