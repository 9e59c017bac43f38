using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage;

/// <summary>An open database that can hold a store: the seam between what the store promises and where it keeps it.</summary>
internal interface IStoreDatabase : IAsyncDisposable
{
    IGroupWriter Writer { get; }

    IStoreReader Reader { get; }

    /// <summary>Whether it may come back with less while it is open, and has to be looked at though nobody writes.</summary>
    bool MayComeBackWithLess { get; }

    /// <summary>What tells this store from every other; null where no two processes can share one.</summary>
    string? Id { get; }
}
