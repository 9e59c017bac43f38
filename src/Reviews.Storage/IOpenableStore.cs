namespace Reviews.Storage;

/// <summary>The store of a host, whichever it is: opened before the first grain, or earlier by who wants to hear a refusal first.</summary>
internal interface IOpenableStore
{
    /// <summary>Opens the store unless it was opened already.</summary>
    /// <exception cref="StoreOpenException">The store can't be used; the message is one sentence that says why.</exception>
    void Open();

    /// <summary>What tells this store from every other; null where no two processes can share one. Known once it is open.</summary>
    string? Id { get; }
}
