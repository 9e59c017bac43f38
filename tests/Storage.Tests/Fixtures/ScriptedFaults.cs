using System.Data.Common;
using Reviews.Storage.Writing;

namespace Storage.Tests.Fixtures;

/// <summary>Lets a test stop, fail or watch the store at its fault points.</summary>
internal sealed class ScriptedFaults : IStoreFaults
{
    private readonly Lock _gate = new();
    private readonly List<(Func<StoreWrite, bool> Match, TaskCompletionSource Seen)> _waiting = [];
    private volatile Action? _hold;

    /// <summary>Runs before each write, on the writer's thread; may throw.</summary>
    public Action<StoreWrite>? Write { get; set; }

    /// <summary>Runs when a group's rows are changed and nothing is durable; may throw.</summary>
    public Action? Committing { get; set; }

    /// <summary>Runs when a group is durable, before anyone is answered; may throw.</summary>
    public Action<IReadOnlyList<StoreWrite>>? Committed { get; set; }

    /// <summary>Runs before each read, on a reader's thread; may throw.</summary>
    public Action<string>? Read { get; set; }

    /// <summary>Runs when a writing connection is made, before it is used; may throw.</summary>
    public Action? Connected { get; set; }

    public DbConnection? Connection { get; private set; }

    /// <summary>Writes become durable, but while requested, no caller is answered.</summary>
    public static ScriptedFaults LosingAnswers(Func<bool> loses) => new()
    {
        Committed = _ =>
        {
            if (loses()) throw new IOException("The answer was lost.");
        },
    };

    /// <summary>Completes when a write that matches is durable.</summary>
    public Task WhenCommitted(Func<StoreWrite, bool> match)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) _waiting.Add((match, seen));
        return seen.Task;
    }

    /// <summary>Completes when a compaction has flipped its head and removed what it replaced.</summary>
    public Task WhenCompacted() => WhenCommitted(write => write is SweepPiece { Result.Value: 0 });

    /// <summary>Lets the writer hang with its next group until the returned scope is disposed.</summary>
    public HungWriter Hang()
    {
        var hung = new HungWriter(() => _hold = null);
        _hold = hung.Wait;
        return hung;
    }

    void IStoreFaults.OnConnected(DbConnection writer)
    {
        Connection = writer;
        Connected?.Invoke();
    }

    void IStoreFaults.OnWrite(StoreWrite write)
    {
        _hold?.Invoke();
        Write?.Invoke(write);
    }

    void IStoreFaults.OnCommitting(IReadOnlyList<StoreWrite> group) => Committing?.Invoke();

    void IStoreFaults.OnCommitted(IReadOnlyList<StoreWrite> group)
    {
        lock (_gate)
        {
            foreach (var (_, seen) in _waiting.Where(each => group.Any(each.Match))) seen.TrySetResult();
            _waiting.RemoveAll(each => each.Seen.Task.IsCompleted);
        }

        Committed?.Invoke(group);
    }

    void IStoreFaults.OnRead(string subject) => Read?.Invoke(subject);
}

/// <summary>A writer that hangs with the group it is at, until this is disposed.</summary>
internal sealed class HungWriter(Action ended) : IDisposable
{
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the writer has begun a group and hangs with it.</summary>
    public Task Reached => _reached.Task;

    /// <summary>On the writer's thread.</summary>
    public void Wait()
    {
        _reached.TrySetResult();
        _released.Wait();
    }

    public void Dispose()
    {
        ended();
        _released.Set();
    }
}
