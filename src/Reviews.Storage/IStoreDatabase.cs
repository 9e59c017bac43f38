using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage;

/// <summary>An open database that can hold a store: the seam between what the store guarantees and where it keeps its data.</summary>
internal interface IStoreDatabase : IAsyncDisposable
{
    IGroupWriter Writer { get; }

    IStoreReader Reader { get; }

    /// <summary>Whether it may come back with less data while it is open, and so has to be checked even when nobody writes.</summary>
    bool MayComeBackWithLess { get; }

    /// <summary>The store's unique id; null where no two processes can share a store.</summary>
    string? Id { get; }
}
