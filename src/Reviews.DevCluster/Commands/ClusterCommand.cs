using System.CommandLine;
using Reviews.DevCluster.Processes;
using Reviews.Gateway;

namespace Reviews.DevCluster.Commands;

/// <summary>The program's own command: a whole cluster on this machine behind one address.</summary>
internal static class ClusterCommand
{
    private static readonly Option<int> Silos = new("--silos") { Description = "How many silos.", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> Apis = new("--apis") { Description = "How many APIs.", DefaultValueFactory = _ => 2 };
    private static readonly Option<string> Store =
        new("--store") { Description = "What keeps everything: postgres or azure.", DefaultValueFactory = _ => "postgres" };
    private static readonly Option<string> Urls =
        new("--urls") { Description = "The one address to open.", DefaultValueFactory = _ => GatewayHost.DefaultAddress };
    private static readonly Option<string> Data =
        new("--data") { Description = "The folder of logs, process numbers and certificates.", DefaultValueFactory = _ => "data" };
    private static readonly Option<string> Silo =
        new("--silo-program") { Description = "The file of the silo's program.", Required = true };
    private static readonly Option<string> Api = new("--api-program") { Description = "The file of the API's program.", Required = true };
    private static readonly Option<bool> Empty = new("--empty") { Description = "Leaves an empty store empty." };

    private static readonly Argument<string[]> Settings = CreateSettings();

    public static RootCommand Create(TextWriter error)
    {
        var command = new RootCommand(
            "Runs a cluster of OrleansReviews on this machine.") { Silos, Apis, Store, Urls, Data, Silo, Api, Empty, Settings };
        command.SetAction((parsed, _) => ClusterRun.RunAsync(RequestOf(parsed), error));
        return command;
    }

    private static Argument<string[]> CreateSettings()
    {
        var settings = new Argument<string[]>("settings")
        {
            Description = "After --: more configuration for every process, such as --Reviews:Quotas:Enabled=false.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        settings.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => Setting(token.Value) is null) is { } unknown)
                result.AddError($"cluster does not know '{unknown.Value}'; write a setting as --Reviews:Quotas:Enabled=false.");
        });
        return settings;
    }

    private static ClusterRequest RequestOf(ParseResult parsed) => new()
    {
        Silos = parsed.GetValue(Silos),
        Apis = parsed.GetValue(Apis),
        Store = parsed.GetRequiredValue(Store),
        Urls = parsed.GetRequiredValue(Urls),
        Data = Path.GetFullPath(parsed.GetRequiredValue(Data)),
        SiloProgram = Path.GetFullPath(parsed.GetRequiredValue(Silo)),
        ApiProgram = Path.GetFullPath(parsed.GetRequiredValue(Api)),
        Empty = parsed.GetValue(Empty),
        Settings = SettingsOf(parsed.GetRequiredValue(Settings)),
    };

    /// <summary>The last of several values for one key wins, as everywhere.</summary>
    private static Dictionary<string, string> SettingsOf(IEnumerable<string> tokens)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in tokens.Select(Setting).OfType<(string, string)>()) settings[key] = value;
        return settings;
    }

    private static (string Key, string Value)? Setting(string token)
    {
        var equals = token.IndexOf('=', StringComparison.Ordinal);
        return token.StartsWith("--", StringComparison.Ordinal) && equals > 2 ? (token[2..equals], token[(equals + 1)..]) : null;
    }
}
