using System.CommandLine;

namespace Reviews.DevCluster.Commands;

/// <summary>The program's commands and options. What can't be parsed is reported in one sentence, and the exit code is 2.</summary>
internal static class CommandLine
{
    /// <summary>The exit code of a command that can't be parsed or carried out.</summary>
    public const int Refused = 2;

    public static async Task<int> RunAsync(string[] args, TextWriter error)
    {
        var root = ClusterCommand.Create(error);
        root.Add(GatewayCommand.Create(error));
        root.Add(CertificatesCommand.Create(error));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0) return await RefuseAsync(error, parsed.Errors.Select(wrong => wrong.Message));

        // The host handles signals itself, and takes longer to stop than the parser would allow.
        return await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    public static async Task<int> RefuseAsync(TextWriter error, IEnumerable<string> sentences)
    {
        await error.WriteLineAsync(string.Join(Environment.NewLine, sentences));
        return Refused;
    }
}
