namespace Reviews.Storage;

/// <summary>The store can't be opened. The message is one sentence for the person who starts the server.</summary>
public sealed class StoreOpenException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The store has as much waiting as its limits allow; nothing of the refused request was written.</summary>
[GenerateSerializer, Alias("reviews.StoreBusyException")]
public sealed class StoreBusyException(string message) : Exception(message);

/// <summary>
/// The database failed at one read or write, whatever the reason: a full disk, a device that is gone. A write may have taken effect.
/// </summary>
[GenerateSerializer, Alias("reviews.StoreFailureException")]
public sealed class StoreFailureException(string message, Exception cause) : Exception(message, cause);

/// <summary>What was read is not what was written. Its grain must not answer; all others go on.</summary>
[GenerateSerializer, Alias("reviews.CorruptRecordException")]
public sealed class CorruptRecordException(string record, string detail, Exception? cause = null)
    : Exception($"The stored record '{record}' is damaged: {detail}.", cause)
{
    /// <summary>The journal (grain id) or the record (grain id and state) that is damaged.</summary>
    [Id(0)]
    public string Record { get; } = record;

    /// <summary>What is wrong with it, as a sentence without its full stop.</summary>
    [Id(1)]
    public string Detail { get; } = detail;
}
