using System.CommandLine;
using Reviews.DevCluster.Processes;
using Reviews.Gateway;

namespace Reviews.DevCluster.Commands;

/// <summary>The gateway alone, in front of APIs that are run separately.</summary>
internal static class GatewayCommand
{
    private static readonly Option<string> Urls =
        new("--urls") { Description = "The one address to open.", DefaultValueFactory = _ => GatewayHost.DefaultAddress };
    private static readonly Option<string[]> To = new("--to") { Description = "The address of an API; once for each.", Required = true };

    public static Command Create(TextWriter error)
    {
        var command = new Command("front", "Runs the front alone, in front of APIs that are already running.") { Urls, To };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(Urls), parsed.GetRequiredValue(To), error));
        return command;
    }

    private static async Task<int> RunAsync(string urls, string[] apis, TextWriter error)
    {
        string[] wrong =
        [
            .. new[] { urls }.Where(url => !GatewayAddress.IsGood(url)).Select(url => GatewayAddress.Rule("--urls", url)),
            .. apis.Where(api => !GatewayAddress.IsGood(api)).Select(api => GatewayAddress.Rule("--to", api)),
        ];
        if (wrong.Length > 0) return await CommandLine.RefuseAsync(error, wrong);

        await using var front = GatewayHost.Build(urls, apis.Select(api => new Uri(api)));
        if (await front.OpenAsync() is { } refusal) return await CommandLine.RefuseAsync(error, [refusal]);
        foreach (var address in front.Urls) Console.WriteLine($"OrleansReviews is ready at {address}");
        await front.WaitForShutdownAsync();
        return 0;
    }
}
