using System.ComponentModel;

namespace Reviews.DevCluster.Processes;

/// <summary>A process that is restarted whenever it exits, until it is asked to stop.</summary>
internal sealed partial class SupervisedProcess(NodePlan plan, RunFolder folder, TimeProvider time, ILogger<SupervisedProcess> logger)
    : IAsyncDisposable
{
    /// <summary>The pause before the first restart: 1 s.</summary>
    internal static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause before a restart: 30 s. Pauses double up to it.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>A process that ran for this long is stable, and its pauses start over: 60 s.</summary>
    internal static readonly TimeSpan SoundAfter = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take to stop: 40 s, more than it allows itself for accepted requests.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;

    public NodePlan Plan => plan;

    /// <summary>The process id; null between two runs.</summary>
    public int? Id { get; private set; }

    /// <summary>How the last run ended; null if none has ended yet.</summary>
    public string? LastEnd { get; private set; }

    /// <summary>Starts it, and keeps it running.</summary>
    /// <param name="heard">Gets each line of its output.</param>
    public void Start(Action<string> heard) => _keeping = KeepAsync(heard);

    /// <summary>Stops it: asks first, kills after a limit.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <summary>The pause before the next start.</summary>
    /// <param name="last">The pause before the run that just ended; zero for the first.</param>
    /// <param name="ran">How long that run lasted.</param>
    internal static TimeSpan NextPause(TimeSpan last, TimeSpan ran)
    {
        if (last == TimeSpan.Zero || ran >= SoundAfter) return FirstPause;
        return last * 2 < LongestPause ? last * 2 : LongestPause;
    }

    private async Task KeepAsync(Action<string> heard)
    {
        for (var pause = TimeSpan.Zero; ;)
        {
            var started = time.GetTimestamp();
            if (!await RunOnceAsync(heard)) return;
            pause = NextPause(pause, time.GetElapsedTime(started));
            LogRestart(LastEnd!, pause);
            await Task.Delay(pause, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested) return;
        }
    }

    /// <summary>Runs it until it ends.</summary>
    /// <returns>False when it was asked to stop.</returns>
    private async Task<bool> RunOnceAsync(Action<string> heard)
    {
        try
        {
            using var process = ChildProcess.Start(plan, folder, heard);
            return await EndsAsync(process);
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            LastEnd = $"{plan.Name} could not be started: {failure.Message}";   // a full disk or no memory, perhaps only briefly
            return true;
        }
    }

    /// <summary>Waits until it ends.</summary>
    /// <returns>False when it was asked to stop.</returns>
    private async Task<bool> EndsAsync(ChildProcess process)
    {
        Id = process.Id;
        try
        {
            var (code, lastLine) = await process.EndAsync(_stop.Token);
            LastEnd = $"{plan.Name} (pid {Id}) ended with {code}: {lastLine}";
            return true;
        }
        catch (OperationCanceledException)
        {
            if (!await process.StopAsync(StopLimit)) LogKilled(plan.Name, StopLimit);
            return false;
        }
        finally
        {
            Id = null;
        }
    }
}
