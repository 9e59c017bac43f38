using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Reviews.DevCluster.Processes;

namespace Cluster.Tests.Processes;

/// <summary>A process that ends by itself comes back, sooner at first and later if it keeps ending.</summary>
public sealed class SupervisedProcessTests : IDisposable
{
    private readonly DataFolder _data = new();

    [Fact]
    public void Pause_ProcessKeepsEnding_DoublesUpToALimit()
    {
        var pauses = new List<TimeSpan>();
        for (var pause = TimeSpan.Zero; pauses.Count < 7;) pauses.Add(
            pause = SupervisedProcess.NextPause(pause, ran: TimeSpan.FromSeconds(1)));

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], pauses.Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public void Pause_ProcessRanLong_BeginsAnew() =>
        Assert.Equal(SupervisedProcess.FirstPause,
            SupervisedProcess.NextPause(SupervisedProcess.LongestPause, ran: SupervisedProcess.SoundAfter));

    [Fact]
    public async Task Process_IsKilled_IsStartedAgainAtItsAddressAndEndsWhenAsked()
    {
        var folder = new RunFolder(_data.Path);
        var plan = AnyProgram();
        await using var kept = new SupervisedProcess(plan, folder, TimeProvider.System, NullLogger<SupervisedProcess>.Instance);
        kept.Start(_ => { });
        var first = await RunsAsync(kept);
        await AnswersAsync(plan.Address);

        using (var process = Process.GetProcessById(first)) process.Kill();
        await Eventually.GetAsync(() => kept.Id, id => id != first);
        var second = await RunsAsync(kept);
        await AnswersAsync(plan.Address);
        Assert.Equal(("front", second), Assert.Single(folder.LeftBehind()));   // what a run that was killed itself would leave
        await kept.StopAsync();

        Assert.Contains("ended with 137", kept.LastEnd, StringComparison.Ordinal);
        Assert.Null(kept.Id);
        Assert.Empty(folder.LeftBehind());
        await Eventually.RefusedAsync(plan.Address);
        Assert.Contains("is ready at", await File.ReadAllTextAsync(folder.LogOf("front"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_WhoseNumberCanNotBeWritten_IsEndedAndStartedWhenItCan()
    {
        var folder = new RunFolder(_data.Path);
        var run = Path.Combine(_data.Path, "run");
        Directory.Delete(run);   // as unwritable as on a full disk
        var plan = AnyProgram();
        await using var kept = new SupervisedProcess(plan, folder, TimeProvider.System, NullLogger<SupervisedProcess>.Instance);

        kept.Start(_ => { });
        await Eventually.GetAsync(() => kept.LastEnd, _ => true, "it has ended");
        var left = RunningAt(plan.Address);
        Directory.CreateDirectory(run);
        await AnswersAsync(plan.Address);

        Assert.Contains("could not be started", kept.LastEnd, StringComparison.Ordinal);
        Assert.Empty(left);
        Assert.Equal([kept.Id!.Value], RunningAt(plan.Address));
    }

    public void Dispose() => _data.Dispose();

    /// <summary>The front is a program like any other, and starts fast.</summary>
    private static NodePlan AnyProgram()
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.TakeSteady(1)[0]}");
        return new NodePlan("front", typeof(NodePlan).Assembly.Location,
            ["front", "--urls", address.ToString(), "--to", "http://127.0.0.1:1"], new Dictionary<string, string>(), address);
    }

    /// <summary>The processes whose command line names the address.</summary>
    private static int[] RunningAt(Uri address) =>
        [.. from folder in Directory.EnumerateDirectories("/proc")
            let pid = int.TryParse(Path.GetFileName(folder), out var number) ? number : 0
            where pid > 0 && CommandLine(folder).Contains(address.ToString(), StringComparison.Ordinal)
            select pid];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";   // it has just ended
        }
    }

    private static async Task<int> RunsAsync(SupervisedProcess kept)
    {
        var id = await Eventually.GetAsync(() => kept.Id, _ => true, "it runs");
        return id!.Value;
    }

    private static async Task AnswersAsync(Uri address)
    {
        using var http = new HttpClient();
        var status = await Eventually.AnsweredAsync(async () =>
        {
            using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);   // by the front itself: nobody is behind it
    }
}
