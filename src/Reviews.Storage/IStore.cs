namespace Reviews.Storage;

/// <summary>A store as the silo's life sees it.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <exception cref="StoreOpenException">It can't be used; the message is one sentence that says why.</exception>
    void Open();

    /// <summary>
    /// What tells this store from every other, drawn when it was made; null where no two processes can share one. Known once it is open.
    /// </summary>
    string? Id { get; }

    /// <summary>
    /// Raises the store's incarnation to a number at least, for tools that have the store to themselves. They go on under the new one.
    /// </summary>
    Task RaiseIncarnationAsync(long atLeast, CancellationToken cancellationToken);
}
