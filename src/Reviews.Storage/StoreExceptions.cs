namespace Reviews.Storage;

/// <summary>The store can't be opened. The message is one sentence for whoever starts the server.</summary>
public sealed class StoreOpenException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The store's queue is full; nothing of the refused request was written.</summary>
[GenerateSerializer, Alias("reviews.StoreBusyException")]
public sealed class StoreBusyException(string message) : Exception(message);

/// <summary>The database failed a read or write for whatever reason: a full disk, a lost device. A write may have taken effect.</summary>
[GenerateSerializer, Alias("reviews.StoreFailureException")]
public sealed class StoreFailureException(string message, Exception cause) : Exception(message, cause);

/// <summary>What was read is not what was written. Its grain must not answer; all others continue.</summary>
[GenerateSerializer, Alias("reviews.CorruptRecordException")]
public sealed class CorruptRecordException(string record, string detail, Exception? cause = null)
    : Exception($"The stored record '{record}' is damaged: {detail}.", cause)
{
    /// <summary>The journal (grain id) or the record (grain id and state) that is damaged.</summary>
    [Id(0)]
    public string Record { get; } = record;

    /// <summary>What is wrong with it, as a sentence without the full stop.</summary>
    [Id(1)]
    public string Detail { get; } = detail;
}
