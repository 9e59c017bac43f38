namespace Reviews.Storage.Compaction;

/// <summary>A live journal that requested compaction.</summary>
internal interface ICompactionTarget
{
    /// <summary>The log up to some segment number, with this cost, is now in a snapshot.</summary>
    void OnCompacted(long snapshotBytes, long compactedCost);

    /// <summary>The journal stays as it is.</summary>
    void OnCompactionFailed();
}
