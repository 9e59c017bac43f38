using System.Globalization;
using System.Runtime.InteropServices;
using Reviews.DevCluster.Processes;

namespace Cluster.Tests.Fixtures;

/// <summary>One real process of the cluster, that is killed, frozen and started again by its number.</summary>
internal sealed partial class Node(NodePlan plan, RunFolder folder) : IAsyncDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>So many lines of the log are shown of a process that does not start.</summary>
    private const int LastLines = 60;

    private ChildProcess? _process;
    private Task<(int Code, string LastLine)> _end = Task.FromResult((0, ""));

    public NodePlan Plan => plan;

    /// <summary>Where other silos reach it; it is a silo.</summary>
    public int SiloPort => int.Parse(plan.Settings["Reviews:SiloPort"], CultureInfo.InvariantCulture);

    public bool IsRunning => _process is not null && !_end.IsCompleted;

    /// <summary>How it ended; null while it runs.</summary>
    public string? End => _end.IsCompletedSuccessfully && _process is not null
        ? $"{plan.Name} ended by itself with {_end.Result.Code}: {_end.Result.LastLine}"
        : null;

    /// <summary>Starts it and does not wait.</summary>
    public void Start()
    {
        _process?.Dispose();
        _process = ChildProcess.Start(plan, folder, _ => { });
        _end = _process.EndAsync(CancellationToken.None);
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task ReadyAsync()
    {
        for (var start = TimeProvider.System.GetTimestamp(); !await Readiness.IsReadyAsync(plan.Address, CancellationToken.None);)
        {
            if (!IsRunning) Assert.Fail($"{End} (log: {folder.LogOf(plan.Name)})\n{LastOfLog()}");
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Limit,
                $"{plan.Name} is not ready after {Limit} (log: {folder.LogOf(plan.Name)}).");
            await Task.Delay(Readiness.Interval);
        }
    }

    /// <summary><c>kill -9</c>, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Send(SigKill);
        await _end.WaitAsync(Limit);
        Forget();
    }

    /// <summary>Asks it to end, as service managers do; answers its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        Send(SigTerm);
        var (code, _) = await _end.WaitAsync(Limit);
        Forget();
        return code;
    }

    /// <summary>Stops it where it is: its connections stay open, and nothing answers.</summary>
    public void Freeze() => Send(SigStop);

    public void Thaw() => Send(SigCont);

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it ended within the time.</returns>
    public async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        await ((Task)_end).WaitAsync(time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _end.IsCompleted;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) await KillAsync();
        Forget();
    }

    private string LastOfLog() => string.Join('\n', File.ReadLines(folder.LogOf(plan.Name)).TakeLast(LastLines));

    private void Forget()
    {
        _process?.Dispose();
        _process = null;
    }

    private void Send(int signal)
    {
        if (_process is { } running) _ = Signal(running.Id, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int processId, int signal);
}
