namespace Reviews.Storage;

/// <summary>What this version of the store can read and write. Anything else is refused before the first grain wakes.</summary>
internal static class StoreFormat
{
    /// <summary>Number of the layout of tables: 2, since a store tells which incarnation it is.</summary>
    public const int Number = 2;

    /// <summary>The layout before, which is brought over when a store is opened: 1.</summary>
    public const int Earlier = 1;

    /// <summary>Format of the journals' bytes, as Orleans names it.</summary>
    public const string Journals = "orleans-binary";
}
