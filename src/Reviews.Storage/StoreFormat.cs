namespace Reviews.Storage;

/// <summary>What this version of the store can read and write. Anything else is refused before the first grain activates.</summary>
internal static class StoreFormat
{
    /// <summary>Version of the table layout: 2, which added the store's incarnation.</summary>
    public const int Number = 2;

    /// <summary>The previous layout, which is upgraded when a store is opened: 1.</summary>
    public const int Earlier = 1;

    /// <summary>Format of the journals' bytes, under Orleans' name for it.</summary>
    public const string Journals = "orleans-binary";
}
