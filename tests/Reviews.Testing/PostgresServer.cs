using System.Globalization;
using System.Runtime.InteropServices;

namespace Reviews.Testing;

/// <summary>
/// A dedicated real PostgreSQL server: in a temporary folder, on a free loopback port, as durable as in production, stopped by process id.
/// </summary>
internal sealed partial class PostgresServer : IAsyncDisposable
{
    public const string User = "reviews";
    public const string Password = "secret of the tests";

    /// <summary>What follows is "connections", or "read-only connections" for a standby.</summary>
    private const string ReadyLine = "database system is ready to accept";

    /// <summary>What a server logs once it accepts writes, also after recovery.</summary>
    private const string PrimaryLine = "database system is ready to accept connections";
    private const int MaxStarts = 5;
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly string _folder;
    private System.Diagnostics.Process? _process;

    private PostgresServer(string folder) => _folder = folder;

    public int Port { get; private set; }

    /// <summary>Connects to the database 'postgres' as the superuser.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username={User};Password={Password};Database=postgres";

    /// <summary>Creates a database cluster and starts a server on it.</summary>
    public static Task<PostgresServer> StartAsync() => StartAsync(server => server.InitAsync());

    /// <summary>Creates a standby of the server, which follows it from now on.</summary>
    public Task<PostgresServer> StartStandbyAsync() =>
        StartAsync(
            standby => RunAsync("pg_basebackup", "--checkpoint=fast", "--no-sync", "--write-recovery-conf", "--pgdata", standby.Data));

    /// <summary>Creates a separate server with this one's current data.</summary>
    public Task<PostgresServer> StartCopyAsync() =>
        StartAsync(copy => RunAsync("pg_basebackup", "--checkpoint=fast", "--no-sync", "--pgdata", copy.Data));

    /// <summary>A file next to its data, writable by its programs.</summary>
    public string Beside(string name) => Path.Combine(_folder, name);

    /// <summary>Runs one of PostgreSQL's programs on the server.</summary>
    public Task RunAsync(string program, params string[] arguments)
    {
        var start = PostgresPrograms.Start(program, arguments);
        foreach (var (name, value) in new (string, string)[]
                 {
                     ("PGHOST", "127.0.0.1"), ("PGPORT", Port.ToString(CultureInfo.InvariantCulture)), ("PGUSER", User),
                     ("PGPASSWORD", Password),
                 })
        {
            start.Environment[name] = value;
        }

        return PostgresPrograms.RunAsync(start);
    }

    private static async Task<PostgresServer> StartAsync(Func<PostgresServer, Task> prepare)
    {
        var server = new PostgresServer(Directory.CreateTempSubdirectory("reviews-postgres-").FullName);
        try
        {
            await PostgresPrograms.GiveAsync(server._folder);
            await prepare(server);
            for (var start = 1; ; start++)
            {
                server.Port = FreePorts.Take(1)[0];
                if (await server.TryRunAsync(ReadyLine)) return server;
                if (start == MaxStarts) throw new InvalidOperationException("PostgreSQL did not start.");
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary><c>kill -9</c> of the server and all its processes at once, as when the machine loses its power but not its disk.</summary>
    public async Task KillAsync()
    {
        SignalAll(SigKill);
        await EndAsync();
    }

    /// <summary>Shuts it and all sessions down in order.</summary>
    public async Task StopAsync()
    {
        _ = Signal(_process!.Id, SigInt);
        await EndAsync();
    }

    /// <summary>Restarts it on the same port.</summary>
    public Task StartAgainAsync() => StartAgainAsync(ReadyLine);

    private async Task StartAgainAsync(string readyLine)
    {
        if (!await TryRunAsync(readyLine)) throw new InvalidOperationException("PostgreSQL did not start again.");
    }

    /// <summary>Freezes all its processes: callers get no response, and connecting hangs.</summary>
    public void Freeze() => SignalAll(SigStop);

    public void Thaw() => SignalAll(SigCont);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task InitAsync()
    {
        var password = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(password, Password);
        await PostgresPrograms.GiveAsync(password);
        await PostgresPrograms.RunAsync(PostgresPrograms.Start(
            "initdb", "-D", Data, "-U", User, "--auth=scram-sha-256", $"--pwfile={password}", "-E", "UTF8", "--no-locale", "--no-sync"));
    }

    private string Data => Beside("data");

    /// <summary>False if it exited before it was ready, for instance because the port was taken.</summary>
    private async Task<bool> TryRunAsync(string readyLine)
    {
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new System.Diagnostics.Process
        {
            EnableRaisingEvents = true,
            StartInfo = PostgresPrograms.Start(
                "postgres", "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=", "-c", "fsync=on", "-c", "max_connections=100"),
        };
        process.Exited += (_, _) => ready.TrySetResult(false);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains(readyLine, StringComparison.Ordinal) == true) ready.TrySetResult(true);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        if (await ready.Task.WaitAsync(Limit)) return true;
        await EndAsync();
        return false;
    }

    private async Task EndAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(Limit);
        _process.Dispose();
        _process = null;
    }

    /// <summary>The server first: it would restart its children.</summary>
    private void SignalAll(int signal)
    {
        var server = _process!.Id;
        var children = File.ReadAllText($"/proc/{server}/task/{server}/children");
        _ = Signal(server, signal);
        foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            _ = Signal(int.Parse(child, CultureInfo.InvariantCulture), signal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int processId, int signal);
}
