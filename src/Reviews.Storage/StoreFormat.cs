namespace Reviews.Storage;

/// <summary>What this version of the store can read and write. Anything else is refused before the first grain wakes.</summary>
internal static class StoreFormat
{
    /// <summary>Number of the layout of tables.</summary>
    public const int Number = 1;

    /// <summary>Format of the journals' bytes, as Orleans names it.</summary>
    public const string Journals = "orleans-binary";
}
