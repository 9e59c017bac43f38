using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Live.Tests.Fixtures;

/// <summary>
/// Readers with the client that browsers use, <c>@microsoft/signalr</c>, all in one Node process (<c>node/watchers.mjs</c>).
/// </summary>
internal sealed class NodeWatchers : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly Process _node;

    private NodeWatchers(Process node) => _node = node;

    /// <summary>Starts Node; the watchers will connect to that hub.</summary>
    public static NodeWatchers Start(string hub)
    {
        var root = Path.GetFullPath(Path.Combine(ProjectFolder(), "..", ".."));
        var client = Path.Combine(root, "node_modules", "@microsoft", "signalr");
        Assert.True(Directory.Exists(client), $"{client} is missing: run 'npm ci' in {root} ('./reviews test' does).");
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(ProjectFolder(), "node", "watchers.mjs"), hub },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new NodeWatchers(Process.Start(start)!);
    }

    /// <summary>Connects that many more readers of these films; answers when all of them watch.</summary>
    public Task ConnectAsync(int count, params string[] films) => AskAsync<object>(new { Do = "connect", count, films });

    /// <summary>Answers when every reader knows that version of the film or a later one.</summary>
    public Task UntilAllKnowAsync(string film, long version) => AskAsync<object>(new { Do = "await", film, version });

    /// <summary>Answers when every reader was dropped, is back and watches again, that many times.</summary>
    public Task UntilAllAreBackAsync(int times) => AskAsync<object>(new { Do = "reconnected", times });

    /// <summary>What each reader has seen.</summary>
    public async Task<WatcherReport[]> ReportAsync() => (await AskAsync<Reports>(new { Do = "report" })).Watchers;

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync(CancellationToken.None);
        _node.Dispose();
    }

    private static string ProjectFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, ".."));

    private async Task<T> AskAsync<T>(object command)
    {
        var ct = TestContext.Current.CancellationToken;
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command, Json).AsMemory(), ct);
        await _node.StandardInput.FlushAsync(ct);
        var answer = _node.StandardOutput.ReadLineAsync(ct).AsTask();
        Assert.True(await Task.WhenAny(answer, Task.Delay(Limit, ct)) == answer,
            $"After {Limit:c} the readers have not answered {JsonSerializer.Serialize(command, Json)}.");
        var line = await answer;
        Assert.True(line is not null, "The Node process ended; its error is above.");
        return JsonSerializer.Deserialize<T>(line, Json)!;
    }

    private sealed record Reports(WatcherReport[] Watchers);
}

/// <summary>One reader's account.</summary>
/// <param name="Known">The greatest rating of each film, from answers and pushes.</param>
/// <param name="Pushes">Messages of each film.</param>
/// <param name="WentBack">Pushes that were not newer than the one before on the same connection.</param>
/// <param name="Reconnects">Times it was dropped and came back.</param>
/// <param name="Closed">It gave up.</param>
internal sealed record WatcherReport(
    Dictionary<string, WatchedRating> Known, Dictionary<string, int> Pushes, int WentBack, int Reconnects, bool Closed);

/// <summary>The message as it stands on the wire.</summary>
internal sealed record WatchedRating(string FilmId, decimal? Average, int Count, int[] Histogram, decimal Weighted, long Version);
