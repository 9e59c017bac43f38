using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Tests.Shared;

/// <summary>A real Azurite of its own: in a temporary folder, on a free loopback port, ended by its number.</summary>
internal sealed partial class AzuriteServer : IAsyncDisposable
{
    /// <summary>The variable that names the program; <c>./reviews test</c> installs it and sets this.</summary>
    private const string ProgramVariable = "REVIEWS_AZURITE";

    /// <summary>The emulator's one account and its published key.</summary>
    private const string Account =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("reviews-azurite-").FullName;
    private System.Diagnostics.Process? _process;

    private AzuriteServer()
    {
    }

    public int Port { get; private set; }

    public string ConnectionString => $"DefaultEndpointsProtocol=http;{Account};BlobEndpoint=http://127.0.0.1:{Port}/devstoreaccount1;";

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

    /// <summary>Starts it where it was, on the same port; the first time it picks one.</summary>
    public async Task StartAgainAsync()
    {
        var ready = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new System.Diagnostics.Process
        {
            EnableRaisingEvents = true,
            StartInfo = new ProcessStartInfo("node")
            {
                ArgumentList =
                {
                    Program(), "--blobHost", "127.0.0.1", "--blobPort", Port.ToString(CultureInfo.InvariantCulture),
                    "--location", _folder, "--disableTelemetry", "--silent",
                },
                RedirectStandardOutput = true,
            },
        };
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("Azurite did not start."));
        process.OutputDataReceived += (_, line) =>
        {
            if (ListeningLine().Match(line.Data ?? "") is { Success: true } listening)
                ready.TrySetResult(int.Parse(listening.Groups[1].Value, CultureInfo.InvariantCulture));
        };
        process.Start();
        process.BeginOutputReadLine();
        _process = process;
        Port = await ready.Task.WaitAsync(Limit);
    }

    /// <summary>
    /// Ends it in order. Not by a kill: Azurite writes what it knows of blobs to the disk every 5 s only and when it ends, so a kill loses
    /// what was acknowledged.
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

    /// <summary>Stops it where it is: whoever asks gets no answer.</summary>
    public void Freeze() => _ = Signal(_process!.Id, SigStop);

    public void Thaw() => _ = Signal(_process!.Id, SigCont);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Program()
    {
        if (Environment.GetEnvironmentVariable(ProgramVariable) is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "artifacts", "azurite", "node_modules", ".bin", "azurite-blob");
            if (File.Exists(program)) return program;
        }

        throw new InvalidOperationException($"Azurite is not installed: run ./reviews test, or name its program in {ProgramVariable}.");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int processId, int signal);

    [GeneratedRegex(@"listens on http://127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningLine();
}
