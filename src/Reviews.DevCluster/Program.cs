using Reviews.DevCluster.Commands;
using Reviews.DevCluster.Processes;

namespace Reviews.DevCluster;

/// <summary>Runs a cluster on one machine: silos, APIs, and the gateway in front of them.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        ChildProcess.KeepFilesPrivate();
        return CommandLine.RunAsync(args, Console.Error);
    }
}
