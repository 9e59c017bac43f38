using System.Collections.Concurrent;

namespace Grains.Tests.Fixtures;

/// <summary>
/// Injects faults into a test's journals, and counts what was written to them. Journals are named by a prefix: <c>film/</c>.
/// </summary>
internal sealed class JournalFaults
{
    private readonly ConcurrentDictionary<string, int> _writes = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private volatile string? _unasked;
    private volatile bool _dead;

    /// <summary>From now on nothing reaches the store: the process is gone.</summary>
    public void Die() => _dead = true;

    /// <summary>The next write of such a journal fails; nothing is stored.</summary>
    public void FailNext(string prefix) => Add(new Fault(prefix, StoreFirst: false, null));

    /// <summary>The next commit of such a journal fails before its manager has begun it, so that the manager continues.</summary>
    public void FailNextUnfenced(string prefix) => _unasked = prefix;

    /// <summary>The next write of such a journal is stored, but its answer is lost.</summary>
    public void LoseNextAnswer(string prefix) => Add(new Fault(prefix, StoreFirst: true, null));

    /// <summary>The process is gone just before or just after the next write of such a journal is stored.</summary>
    /// <returns>Done when it is gone.</returns>
    public Task DieAtNext(string prefix, bool storeFirst)
    {
        var fault = new Fault(prefix, storeFirst, null, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Add(fault);
        return Eventually.DoneAsync(fault.Death!.Task, $"the process dies at a write of '{prefix}'");
    }

    /// <summary>The next write of such a journal waits for the returned hold.</summary>
    public Hold HoldNext(string prefix)
    {
        var hold = new Hold();
        Add(new Fault(prefix, StoreFirst: false, hold));
        return hold;
    }

    /// <summary>Writes that were stored, of all journals of that prefix.</summary>
    public int WritesOf(string prefix) =>
        _writes.Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(count => count.Value);

    /// <summary>A manager asks its storage whether it wants a snapshot: first when a commit is asked for.</summary>
    public void OnAsked(string journal)
    {
        if (_unasked is not { } prefix || !journal.StartsWith(prefix, StringComparison.Ordinal)) return;
        _unasked = null;
        throw new IOException($"The storage of {journal} fails when asked, as the test wants it.");
    }

    public async ValueTask AroundAsync(string journal, Func<ValueTask> write)
    {
        ThrowIfDead();
        var fault = Take(journal);
        if (fault?.Hold is { } hold) await hold.WaitAsync();
        else if (fault is { StoreFirst: false }) throw End(fault, journal, "fails");
        ThrowIfDead();
        await write();
        _writes.AddOrUpdate(journal, 1, (_, count) => count + 1);
        if (fault is { StoreFirst: true }) throw End(fault, journal, "has no answer");
    }

    private IOException End(Fault fault, string journal, string how)
    {
        if (fault.Death is { } death)
        {
            _dead = true;
            death.TrySetResult();
        }

        return new IOException($"The write of {journal} {how}, as the test wants it.");
    }

    private void ThrowIfDead()
    {
        if (_dead) throw new IOException("The process is gone, as the test wants it.");
    }

    private void Add(Fault fault)
    {
        lock (_lock) _faults.Add(fault);
    }

    private Fault? Take(string journal)
    {
        lock (_lock)
        {
            var fault = _faults.Find(candidate => journal.StartsWith(candidate.Prefix, StringComparison.Ordinal));
            if (fault is not null) _faults.Remove(fault);
            return fault;
        }
    }

    private sealed record Fault(string Prefix, bool StoreFirst, Hold? Hold, TaskCompletionSource? Death = null);
}

/// <summary>A write that waits until it is released.</summary>
internal sealed class Hold
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the write has reached the store.</summary>
    public Task Reached => Eventually.DoneAsync(_reached.Task, "what is to be held has come as far as that");

    public void Release() => _released.TrySetResult();

    public Task WaitAsync()
    {
        _reached.TrySetResult();
        // a failed test never releases it, and its silo still has to stop
        return Eventually.DoneAsync(_released.Task, "what is held is let go");
    }
}
