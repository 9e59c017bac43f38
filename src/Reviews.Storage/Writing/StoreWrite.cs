using System.Diagnostics;

namespace Reviews.Storage.Writing;

/// <summary>How a conditional write ended inside its transaction.</summary>
/// <param name="Applied">False if its condition did not hold because another writer got there first; nothing was changed.</param>
/// <param name="Value">What the write returns: an id, a number, a count.</param>
internal readonly record struct WriteResult(bool Applied, long Value = 0)
{
    public static WriteResult Refused => default;
}

/// <summary>
/// One conditional write waiting for its group. It owns its bytes: the caller's buffer may be gone before the writer gets to it. It is
/// plain data, so that each database can execute a group in the way that suits it best.
/// </summary>
/// <param name="subject">The journal or record written, for messages.</param>
/// <param name="kind">The grain type, for counting.</param>
/// <param name="bytes">Payload bytes.</param>
/// <param name="incarnation">The store incarnation the write depends on; under another it is refused. Null if it depends on none.</param>
internal abstract class StoreWrite(string subject, string kind, int bytes, long? incarnation)
{
    /// <summary>Every write counts as at least this much, so that byte limits bound small writes too.</summary>
    private const int Overhead = 64;

    private readonly TaskCompletionSource<WriteResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The journal or record written, for messages.</summary>
    public string Subject { get; } = subject;

    /// <summary>The grain type, for counting.</summary>
    public string Kind { get; } = kind;

    /// <summary>Payload bytes.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>The store incarnation the write depends on; null if none.</summary>
    public long? Incarnation { get; } = incarnation;

    /// <summary>Bytes counted against queue and group limits.</summary>
    public int Cost { get; } = bytes + Overhead;

    /// <summary>Set by the database inside the transaction; returned to the caller once that is durable.</summary>
    public WriteResult Result { get; set; }

    /// <summary>Timestamp after which the write may no longer begin.</summary>
    public long Deadline { get; set; }

    /// <summary>The span of the wait; null when nobody traces it.</summary>
    public Activity? Trace { get; set; }

    public Task<WriteResult> Answer => _answer.Task;

    /// <summary>Counts an applied write once it is durable.</summary>
    public virtual void Count(KindStatistics statistics)
    {
    }

    public void Complete() => _answer.TrySetResult(Result);

    public void Drop()
    {
        Trace?.SetStatus(ActivityStatusCode.Error, "dropped at its deadline");
        _answer.TrySetCanceled();
    }

    public void Fail(Exception exception)
    {
        Trace?.SetStatus(ActivityStatusCode.Error, exception.Message);
        if (_answer.TrySetException(exception))
            _ = _answer.Task.Exception; // The caller may have given up at its deadline; then nobody else observes it.
    }
}
