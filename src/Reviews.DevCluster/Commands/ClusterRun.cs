using Reviews.Application.KeyRing;
using Reviews.Application.Members.Operators;
using Reviews.DevCluster.Certificates;
using Reviews.DevCluster.Processes;
using Reviews.Gateway;
using Spectre.Console;

namespace Reviews.DevCluster.Commands;

/// <summary>One run of a cluster: the gateway opens, the processes start behind it, and at the end they stop in reverse order.</summary>
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
        string[] left =
        [
            .. folder.LeftBehind().Select(process => $"{process.Name} of an earlier run is still running as {process.Pid}; end it first."),
        ];
        if (left.Length > 0) return await CommandLine.RefuseAsync(error, left);

        // The gateway first: an address that is already in use is noticed before any process runs.
        await using var front = GatewayHost.Build(request.Urls, plan.Value.Apis.Select(api => api.Address));
        if (await front.OpenAsync() is { } refusal) return await CommandLine.RefuseAsync(error, [refusal]);
        return await RunBehindAsync(front, request, plan.Value, folder, error);
    }

    private static async Task<int> RunBehindAsync(
        WebApplication front, ClusterRequest request, ClusterPlan plan, RunFolder folder, TextWriter error)
    {
        var console = AnsiConsole.Console;
        var loggers = front.Services.GetRequiredService<ILoggerFactory>();
        await using var keeper = new CertificateKeeper(
            request.Certificates, TimeProvider.System, loggers.CreateLogger<CertificateKeeper>());
        await using var group = new ProcessGroup(plan, folder, TimeProvider.System, loggers);
        try
        {
            if (!request.HasCertificates) keeper.Start();
            KeyFile.Ensure(Path.Combine(request.Data, KeyFile.Name));   // where the APIs look for it, unless the settings say otherwise
            await group.StartAsync(
                line => Relay(console, line, request.Data, plan.Apis[0].Address, front.Urls.First()), front.Lifetime.ApplicationStopping);
            Tell(console, front, group, folder);
            await front.WaitForShutdownAsync();   // it finishes accepted requests, and accepts no more
            return 0;
        }
        catch (Exception failed) when (
            failed is ProcessGroupException or CertificateException or IOException or UnauthorizedAccessException)
        {
            await front.StopAsync();
            return await CommandLine.RefuseAsync(error, [failed.Message]);
        }
        catch (OperationCanceledException) when (front.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await front.StopAsync();   // asked to stop before everything was up
            return 0;
        }
        finally
        {
            await group.StopAsync();
        }
    }

    /// <summary>
    /// The one-time link is in a file, since an API's output goes to its log. It works on every API, and so through the gateway; it is
    /// shown to a person at a terminal.
    /// </summary>
    private static void Relay(IAnsiConsole console, string line, string data, Uri api, string front)
    {
        if (!line.StartsWith(OperatorLine, StringComparison.Ordinal)) return;
        var file = Path.Combine(data, SetupLinkFile.Name);
        var said = File.Exists(file) ? LinkIn(file).Replace(api.GetLeftPart(UriPartial.Authority), front, StringComparison.Ordinal) : null;
        if (said is not null) SetupLinkFile.Keep(data, said);
        console.Profile.Out.Writer.WriteLine(
            said is not null && console.Profile.Out.IsTerminal
                ? $"{OperatorLine} Create the account (this link works once): {said}"
                : line);
    }

    private static string LinkIn(string file) => File.ReadAllText(file).Trim();

    private static void Tell(IAnsiConsole console, WebApplication front, ProcessGroup group, RunFolder folder)
    {
        var table = new Table().AddColumns("process", "pid", "address", "log");
        table.AddRow("front", $"{Environment.ProcessId}", string.Join(' ', front.Urls), "(here)");
        foreach (var process in group.All)
            table.AddRow(
                process.Plan.Name, $"{process.Id}", process.Plan.Address.ToString(), folder.LogOf(process.Plan.Name).EscapeMarkup());

        if (!console.Profile.Capabilities.Interactive) console.Profile.Width = int.MaxValue;   // a file has no edge to wrap at
        console.Write(table);
        foreach (var address in front.Urls) console.Profile.Out.Writer.WriteLine($"OrleansReviews is ready at {address}");
    }
}
