namespace Reviews.Storage;

/// <summary>The store can't be opened. The message is one sentence for the person who starts the server.</summary>
public sealed class StoreOpenException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The store has as much waiting as its limits allow; nothing of the refused request was written.</summary>
public sealed class StoreBusyException(string message) : Exception(message);

/// <summary>What was read is not what was written. Its grain must not answer; all others go on.</summary>
public sealed class CorruptRecordException(string record, string detail, Exception? cause = null)
    : Exception($"The stored record '{record}' is damaged: {detail}.", cause)
{
    /// <summary>The journal (grain id) or the record (grain id and state) that is damaged.</summary>
    public string Record { get; } = record;
}
