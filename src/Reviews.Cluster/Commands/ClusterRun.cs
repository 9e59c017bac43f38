using Reviews.Cluster.Front;
using Reviews.Cluster.Processes;
using Spectre.Console;

namespace Reviews.Cluster.Commands;

/// <summary>One run of a cluster: the front opens, the processes start behind it, and at the end they go in the opposite order.</summary>
internal static class ClusterRun
{
    private const string OperatorLine = "There is no operator yet.";

    public static async Task<int> RunAsync(ClusterRequest request, TextWriter error)
    {
        var plan = new Lazy<ClusterPlan>(() => ClusterPlan.Of(request));
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        string[] violations = [.. request.Violations(configuration)];
        if (violations.Length > 0) return await CommandLine.RefuseAsync(error, violations);

        var folder = new RunFolder(request.Data);
        string[] left = [.. folder.LeftBehind().Select(process => $"{process.Name} of an earlier run still runs as {process.Pid}; end it first.")];
        if (left.Length > 0) return await CommandLine.RefuseAsync(error, left);

        // The front first: an address that is taken is known before any process runs.
        await using var front = FrontHost.Build(request.Urls, plan.Value.Apis.Select(api => api.Address));
        if (await front.OpenAsync() is { } refusal) return await CommandLine.RefuseAsync(error, [refusal]);
        return await RunBehindAsync(front, plan.Value, folder, error);
    }

    private static async Task<int> RunBehindAsync(WebApplication front, ClusterPlan plan, RunFolder folder, TextWriter error)
    {
        var console = AnsiConsole.Console;
        await using var fleet = new Fleet(plan, folder, TimeProvider.System, front.Services.GetRequiredService<ILoggerFactory>());
        try
        {
            await fleet.StartAsync(line => Relay(console, line, plan.Apis[0].Address, front.Urls.First()), front.Lifetime.ApplicationStopping);
            Tell(console, front, fleet, folder);
            await front.WaitForShutdownAsync();   // it answers what it has taken, and takes no more
            return 0;
        }
        catch (FleetException failed)
        {
            await front.StopAsync();
            return await CommandLine.RefuseAsync(error, [failed.Message]);
        }
        catch (OperationCanceledException) when (front.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await front.StopAsync();   // asked to end before all was up
            return 0;
        }
        finally
        {
            await fleet.StopAsync();
        }
    }

    /// <summary>The one-time link is shown on no other console. It is good at every API, and so at the front.</summary>
    private static void Relay(IAnsiConsole console, string line, Uri api, string front)
    {
        if (!line.StartsWith(OperatorLine, StringComparison.Ordinal)) return;
        console.Profile.Out.Writer.WriteLine(line.Replace(api.GetLeftPart(UriPartial.Authority), front, StringComparison.Ordinal));
    }

    private static void Tell(IAnsiConsole console, WebApplication front, Fleet fleet, RunFolder folder)
    {
        var table = new Table().AddColumns("process", "pid", "address", "log");
        table.AddRow("front", $"{Environment.ProcessId}", string.Join(' ', front.Urls), "(here)");
        foreach (var process in fleet.All)
            table.AddRow(process.Plan.Name, $"{process.Id}", process.Plan.Address.ToString(), folder.LogOf(process.Plan.Name).EscapeMarkup());

        if (!console.Profile.Capabilities.Interactive) console.Profile.Width = int.MaxValue;   // a file has no edge to wrap at
        console.Write(table);
        foreach (var address in front.Urls) console.Profile.Out.Writer.WriteLine($"OrleansReviews is ready at {address}");
    }
}
