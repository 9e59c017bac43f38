using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Reviews.Testing;

/// <summary>A real process of ours, as an operator starts it, on loopback; stopped by process id.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const string ReadyLine = "OrleansReviews is ready at ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);

    private readonly System.Diagnostics.Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _process = new System.Diagnostics.Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) =>
            _ready.TrySetException(new InvalidOperationException("The process ended before it was ready:\n" + Output));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The time from its start until it reported ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public Uri Address => _ready.Task.Result;

    public string Output => string.Join('\n', _output);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the API with its silo in one process and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartApiAsync(string dataFolder, params string[] more)
    {
        var started = Stopwatch.GetTimestamp();
        var server = LaunchApi(dataFolder, more);
        if (await Task.WhenAny(server._ready.Task, Task.Delay(StartLimit)) != server._ready.Task)
            throw new TimeoutException($"After {StartLimit:c} the server is not ready. It said:\n{server.Output}");
        await server._ready.Task;
        server.ReadyAfter = Stopwatch.GetElapsedTime(started);
        return server;
    }

    /// <summary>Starts the API without waiting.</summary>
    public static ServerProcess LaunchApi(string dataFolder, params string[] more)
    {
        SharedKeyFile.PutInto(dataFolder);
        return new ServerProcess(
            Repository.Program("Api", "Reviews.Api.dll"),
            ["--urls", "http://127.0.0.1:0", "--Reviews:Data=" + dataFolder, "--Reviews:Quotas:Enabled=false", .. more, .. KeysFor(more)]);
    }

    /// <summary>A client of separate silos creates no key file; a whole test run shares the one in this folder.</summary>
    private static string[] KeysFor(string[] arguments) =>
        arguments.Any(argument => argument.StartsWith("--Reviews:Cluster:", StringComparison.Ordinal))
            ? ["--Reviews:Keys:Certificate=" + SharedKeyFile.Path]
            : [];

    /// <summary>Starts a silo alone on the given ports without waiting: its gateway is up once clients get through.</summary>
    public static ServerProcess LaunchSilo(string dataFolder, int siloPort, int gatewayPort) =>
        LaunchSilo(dataFolder, $"--Reviews:SiloPort={siloPort}", $"--Reviews:GatewayPort={gatewayPort}");

    /// <summary>Starts a silo without waiting.</summary>
    public static ServerProcess LaunchSilo(string dataFolder, params string[] more) =>
        new(Repository.Program("Silo", "Reviews.Silo.dll"), ["--Reviews:Data=" + dataFolder, .. more]);

    /// <summary><c>kill -9</c>, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as Ctrl-C and service managers do; returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        Assert.Equal(0, Signal(_process.Id, SigTerm));
        return await ExitCodeAsync();
    }

    /// <summary>Waits for it to exit; returns the exit code.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(StartLimit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (line.StartsWith(ReadyLine, StringComparison.Ordinal)) _ready.TrySetResult(new Uri(line[ReadyLine.Length..].Trim()));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int processId, int signal);
}
