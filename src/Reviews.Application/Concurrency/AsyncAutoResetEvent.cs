namespace Reviews.Application.Concurrency;

/// <summary>Lets one loop sleep until it is rung or a time has passed. A ring while the loop is awake wakes it once more.</summary>
internal sealed class AsyncAutoResetEvent(TimeProvider clock)
{
    private TaskCompletionSource _rung = NewBell();

    public void Ring() => Volatile.Read(ref _rung).TrySetResult();

    /// <summary>Sleeps at most that long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var asleep = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var bell = Volatile.Read(ref _rung);
        await Task.WhenAny(bell.Task, Task.Delay(atMost, clock, asleep.Token));
        await asleep.CancelAsync();
        if (bell.Task.IsCompleted) Volatile.Write(ref _rung, NewBell());
        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
