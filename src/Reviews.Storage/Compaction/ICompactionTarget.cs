namespace Reviews.Storage.Compaction;

/// <summary>A living journal that asked to be folded.</summary>
internal interface ICompactionTarget
{
    /// <summary>The log up to some number, of this cost, is now in a snapshot.</summary>
    void OnFolded(long snapshotBytes, long foldedCost);

    /// <summary>The journal stays as it is.</summary>
    void OnFoldFailed();
}
