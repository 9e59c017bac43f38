namespace Reviews.DevCluster.Processes;

/// <summary>All processes of a cluster: silos start before APIs, and stop after them.</summary>
internal sealed class ProcessGroup(ClusterPlan plan, RunFolder folder, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>How long a process may take to become ready: 180 s, including an import of the sample.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180);

    private readonly SupervisedProcess[] _silos = [.. Kept(plan.Silos, folder, time, loggers)];
    private readonly SupervisedProcess[] _apis = [.. Kept(plan.Apis, folder, time, loggers)];

    /// <summary>Every process, in starting order.</summary>
    public IEnumerable<SupervisedProcess> All => [.. _silos, .. _apis];

    /// <summary>Starts everything and waits until it is ready.</summary>
    /// <param name="heard">Gets each line of the output of the first API, which creates what is created only once: the operator and the
    /// sample.</param>
    /// <param name="ct">Cancels the wait, not the processes.</param>
    /// <exception cref="ProcessGroupException">A process ended, or was not ready in time.</exception>
    public async Task StartAsync(Action<string> heard, CancellationToken ct)
    {
        await StartAsync(_silos, _ => { }, ct);
        await StartAsync(_apis[..1], heard, ct);
        await StartAsync(_apis[1..], _ => { }, ct);
    }

    /// <summary>Stops everything: first the APIs, then the silos.</summary>
    public async Task StopAsync()
    {
        await Task.WhenAll(_apis.Select(api => api.StopAsync()));
        await Task.WhenAll(_silos.Select(silo => silo.StopAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var process in All) await process.DisposeAsync();
    }

    private async Task StartAsync(SupervisedProcess[] processes, Action<string> heard, CancellationToken ct)
    {
        foreach (var process in processes) process.Start(heard);
        await Task.WhenAll(processes.Select(process => ReadyAsync(process, ct)));
    }

    private async Task ReadyAsync(SupervisedProcess process, CancellationToken ct)
    {
        for (var start = time.GetTimestamp(); !await Readiness.IsReadyAsync(process.Plan.Address, ct);)
        {
            if (process.LastEnd is { } end) throw new ProcessGroupException($"{end} (log: {folder.LogOf(process.Plan.Name)})");
            if (time.GetElapsedTime(start) > StartLimit)
                throw new ProcessGroupException(
                    $"{process.Plan.Name} was not ready after {StartLimit.TotalSeconds} s (log: {folder.LogOf(process.Plan.Name)}).");
            await Task.Delay(Readiness.Interval, time, ct);
        }
    }

    private static IEnumerable<SupervisedProcess> Kept(
        IEnumerable<NodePlan> plans, RunFolder folder, TimeProvider time, ILoggerFactory loggers) =>
        plans.Select(node => new SupervisedProcess(node, folder, time, loggers.CreateLogger<SupervisedProcess>()));
}

/// <summary>The cluster could not be started; the message says which process, and why.</summary>
internal sealed class ProcessGroupException(string message) : Exception(message);
