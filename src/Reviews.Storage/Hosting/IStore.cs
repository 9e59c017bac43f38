namespace Reviews.Storage.Hosting;

/// <summary>A store as the silo's life sees it.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <exception cref="StoreOpenException">It can't be used; the message is one sentence that says why.</exception>
    void Open();
}
