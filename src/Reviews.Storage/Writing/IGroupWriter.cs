namespace Reviews.Storage.Writing;

/// <summary>A database that can make a group of writes durable at once.</summary>
internal interface IGroupWriter
{
    /// <summary>
    /// Carries out all writes in one transaction, in order, and sets their results. When it throws, nothing of the group was changed,
    /// or nobody knows. Called from the writer's thread only; may block.
    /// </summary>
    /// <returns>Bytes written by the database; where it doesn't tell, those of the payload.</returns>
    /// <exception cref="StoreUnavailableException">The whole group failed, and so would its pieces: they are not tried.</exception>
    long Commit(IReadOnlyList<StoreWrite> group);
}
