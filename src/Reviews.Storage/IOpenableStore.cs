namespace Reviews.Storage;

/// <summary>
/// A host's store, of whatever kind: opened before the first grain, or earlier by callers that want to hear of a refusal first.
/// </summary>
internal interface IOpenableStore
{
    /// <summary>Opens the store unless it is already open.</summary>
    /// <exception cref="StoreOpenException">The store can't be used; the message is one sentence that says why.</exception>
    void Open();

    /// <summary>The store's unique id; null where no two processes can share a store. Known once it is open.</summary>
    string? Id { get; }
}
