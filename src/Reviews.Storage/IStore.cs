namespace Reviews.Storage;

/// <summary>A store as the silo's lifecycle sees it.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <exception cref="StoreOpenException">It can't be used; the message is one sentence that says why.</exception>
    void Open();

    /// <summary>
    /// The store's unique id, drawn when it was created; null where no two processes can share a store. Known once it is open.
    /// </summary>
    string? Id { get; }

    /// <summary>
    /// Raises the store's incarnation to at least a given number, for tools that have the store to themselves. They continue under the new
    /// one.
    /// </summary>
    Task RaiseIncarnationAsync(long atLeast, CancellationToken cancellationToken);
}
