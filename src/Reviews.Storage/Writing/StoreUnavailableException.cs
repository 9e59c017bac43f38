namespace Reviews.Storage.Writing;

/// <summary>
/// A group failed for a reason that has nothing to do with its writes: the database is out of reach, shutting down or out of room. Its
/// pieces would fail as it did.
/// </summary>
internal sealed class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
