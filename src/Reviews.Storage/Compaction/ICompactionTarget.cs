namespace Reviews.Storage.Compaction;

/// <summary>A living journal that asked to be compacted.</summary>
internal interface ICompactionTarget
{
    /// <summary>The log up to some number, of this cost, is now in a snapshot.</summary>
    void OnCompacted(long snapshotBytes, long compactedCost);

    /// <summary>The journal stays as it is.</summary>
    void OnFoldFailed();
}
