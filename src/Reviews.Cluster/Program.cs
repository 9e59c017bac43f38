using Reviews.Cluster.Commands;
using Reviews.Cluster.Processes;

namespace Reviews.Cluster;

/// <summary>Runs a cluster on one machine: silos, APIs, and the front before them.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        ChildProcess.KeepFilesPrivate();
        return CommandLine.RunAsync(args, Console.Error);
    }
}
