using System.Diagnostics;

namespace Reviews.Storage.Writing;

/// <summary>How a conditional write ended inside its transaction.</summary>
/// <param name="Applied">False: its condition did not hold, another writer has been there; nothing was changed.</param>
/// <param name="Value">What the write gives back: an id, a number, a count.</param>
internal readonly record struct WriteResult(bool Applied, long Value = 0)
{
    public static WriteResult Refused => default;
}

/// <summary>
/// One conditional write that waits for its group. It owns its bytes: the caller's buffer may be gone before the writer comes to it.
/// The description is plain data, so that each database can carry out a group in its own best way.
/// </summary>
/// <param name="subject">The journal or record written, for messages.</param>
/// <param name="kind">The grain type, for counting.</param>
/// <param name="bytes">Payload bytes.</param>
/// <param name="incarnation">The store's incarnation that the write rests on; under another it is refused. Null: it rests on none.</param>
internal abstract class StoreWrite(string subject, string kind, int bytes, long? incarnation)
{
    /// <summary>Every write counts at least this much, so that limits in bytes bound small ones too.</summary>
    private const int Overhead = 64;

    private readonly TaskCompletionSource<WriteResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The journal or record written, for messages.</summary>
    public string Subject { get; } = subject;

    /// <summary>The grain type, for counting.</summary>
    public string Kind { get; } = kind;

    /// <summary>Payload bytes.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>The store's incarnation that the write rests on; null: none.</summary>
    public long? Incarnation { get; } = incarnation;

    /// <summary>Bytes counted against queue and group limits.</summary>
    public int Cost { get; } = bytes + Overhead;

    /// <summary>Set by the database inside the transaction; answered to the caller when that is durable.</summary>
    public WriteResult Result { get; set; }

    /// <summary>Timestamp after which the write may not begin any more.</summary>
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
            _ = _answer.Task.Exception; // The caller may have left at its deadline; then nobody else looks at it.
    }
}
