using System.Diagnostics;

namespace Cluster.Tests.Fixtures;

/// <summary>
/// Reads a whole store that nobody uses: <c>./reviews copy</c> reads every journal and record, checks them, and recounts films and lists.
/// </summary>
internal static class StoreScan
{
    /// <summary>What was said of the store; null when everything in it is whole and counts the same.</summary>
    public static async Task<string?> RunAsync(string connectionString)
    {
        using var target = new DataFolder();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Repository.Program(Path.Combine("src", "Reviews.Migration"), "Reviews.Migration.dll"), "copy", "--from",
            "postgres:" + connectionString, "--to", "sqlite:" + target.Path];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = System.Diagnostics.Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && !said[0].Contains("its ballots count", StringComparison.Ordinal) ? null : string.Concat(said);
    }
}
