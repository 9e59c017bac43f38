namespace Reviews.Storage.Writing;

/// <summary>
/// A group failed for a reason that has nothing to do with its writes: the database is unreachable, shutting down or out of space. Its
/// pieces would fail the same way.
/// </summary>
internal sealed class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
