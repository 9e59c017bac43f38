namespace Reviews.Storage.Writing;

/// <summary>A database that can make a group of writes durable together.</summary>
internal interface IGroupWriter
{
    /// <summary>
    /// Executes all writes in one transaction, in order, and sets their results. If it throws, either the group changed nothing, or the
    /// outcome is unknown. Called only from the writer's thread; may block.
    /// </summary>
    /// <returns>Bytes written by the database; where it doesn't report them, the payload bytes.</returns>
    /// <exception cref="StoreUnavailableException">The whole group failed, and its pieces would too: they are not retried.</exception>
    long Commit(IReadOnlyList<StoreWrite> group);
}
