using System.Data.Common;
using Reviews.Storage.Writing;

namespace Storage.Tests.Fixtures;

/// <summary>Lets a test stop, fail or watch the store at its fault points.</summary>
internal sealed class ScriptedFaults : IStoreFaults
{
    private readonly Lock _gate = new();
    private readonly List<(Func<StoreWrite, bool> Match, TaskCompletionSource Seen)> _waiting = [];
    private volatile ManualResetEventSlim? _hold;

    /// <summary>Runs before each write, on the writer's thread; may throw.</summary>
    public Action<StoreWrite>? Write { get; set; }

    /// <summary>Runs when a group is durable, before anyone is answered; may throw.</summary>
    public Action<IReadOnlyList<StoreWrite>>? Committed { get; set; }

    /// <summary>Runs before each read, on a reader's thread; may throw.</summary>
    public Action<string>? Read { get; set; }

    public DbConnection? Connection { get; private set; }

    /// <summary>Completes when a write that matches is durable.</summary>
    public Task WhenCommitted(Func<StoreWrite, bool> match)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) _waiting.Add((match, seen));
        return seen.Task;
    }

    /// <summary>Completes when a fold has flipped its head and removed what it replaced.</summary>
    public Task WhenFolded() => WhenCommitted(write => write is SweepPiece { Result.Value: 0 });

    /// <summary>Lets the writer hang with its next group until the returned scope is disposed.</summary>
    public IDisposable Hang() => new Hold(this);

    void IStoreFaults.OnConnected(DbConnection writer) => Connection = writer;

    void IStoreFaults.OnWrite(StoreWrite write)
    {
        _hold?.Wait();
        Write?.Invoke(write);
    }

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

    private sealed class Hold : IDisposable
    {
        private readonly ScriptedFaults _faults;

        public Hold(ScriptedFaults faults) => (_faults, faults._hold) = (faults, new ManualResetEventSlim());

        public void Dispose()
        {
            var hold = _faults._hold;
            _faults._hold = null;
            hold?.Set();
        }
    }
}
