using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Reviews.Testing;

/// <summary>
/// A dedicated real Azurite, with blobs and tables: in a temporary folder, on free loopback ports, stopped by process id.
/// </summary>
internal sealed partial class AzuriteServer : IAsyncDisposable
{
    /// <summary>The variable that names the program; <c>./reviews test</c> installs it and sets this.</summary>
    private const string ProgramVariable = "REVIEWS_AZURITE";

    /// <summary>The emulator's only account and its published key.</summary>
    private const string Account =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("reviews-azurite-").FullName;
    private System.Diagnostics.Process? _process;
    private int _blobs;
    private int _tables;

    private AzuriteServer()
    {
    }

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;{Account};BlobEndpoint={Address(_blobs)};TableEndpoint={Address(_tables)};";

    public static async Task<AzuriteServer> StartAsync()
    {
        var server = new AzuriteServer();
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on the same ports, which are picked the first time.</summary>
    public async Task StartAgainAsync()
    {
        var blobs = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tables = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new System.Diagnostics.Process
        {
            EnableRaisingEvents = true,
            StartInfo = new ProcessStartInfo("node")
            {
                ArgumentList =
                {
                    Program(), "--blobHost", "127.0.0.1", "--blobPort", Text(_blobs), "--tableHost", "127.0.0.1", "--tablePort",
                    Text(_tables),
                    "--queueHost", "127.0.0.1", "--queuePort", Text(0), "--location", _folder, "--disableTelemetry", "--silent",
                },
                RedirectStandardOutput = true,
            },
        };
        process.Exited += (_, _) =>
        {
            foreach (var service in (TaskCompletionSource<int>[])[blobs, tables])
                service.TrySetException(new InvalidOperationException("Azurite did not start."));
        };
        process.OutputDataReceived += (_, line) =>
        {
            if (ListeningLine().Match(line.Data ?? "") is { Success: true } listening)
                (listening.Groups[1].Value == "Blob" ? blobs : tables).TrySetResult(
                    int.Parse(listening.Groups[2].Value, CultureInfo.InvariantCulture));
        };
        process.Start();
        process.BeginOutputReadLine();
        _process = process;
        _blobs = await blobs.Task.WaitAsync(Limit);
        _tables = await tables.Task.WaitAsync(Limit);
    }

    /// <summary>
    /// Shuts it down in order, not with a kill: Azurite saves its list of blobs only every 5 s and on exit, so a kill loses acknowledged
    /// writes.
    /// </summary>
    public async Task StopAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        if (!process.HasExited)
        {
            _ = Signal(process.Id, SigCont);
            _ = Signal(process.Id, SigTerm);
        }

        await process.WaitForExitAsync().WaitAsync(Limit);
        process.Dispose();
    }

    /// <summary>Freezes it: callers get no response.</summary>
    public void Freeze() => _ = Signal(_process!.Id, SigStop);

    public void Thaw() => _ = Signal(_process!.Id, SigCont);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Address(int port) => $"http://127.0.0.1:{Text(port)}/devstoreaccount1";

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static string Program()
    {
        if (Environment.GetEnvironmentVariable(ProgramVariable) is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "artifacts", "azurite", "node_modules", ".bin", "azurite");
            if (File.Exists(program)) return program;
        }

        throw new InvalidOperationException($"Azurite is not installed: run ./reviews test, or name its program in {ProgramVariable}.");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int processId, int signal);

    [GeneratedRegex(@"(Blob|Table) service is successfully listening at http://127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningLine();
}
