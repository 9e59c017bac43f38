using System.Diagnostics;

namespace Reviews.Testing;

/// <summary>Where PostgreSQL's programs are, and how they are run: the server refuses to run as root.</summary>
internal static class PostgresPrograms
{
    private const string DebianRoot = "/usr/lib/postgresql";
    private const string DebianUser = "postgres";

    /// <summary>True if this process is root, and the server runs as the user that Debian's package creates.</summary>
    public static bool RunsAsOther { get; } = Environment.UserName == "root";

    /// <summary>
    /// Where the command found them, on the path, or where Debian puts them. A link is resolved, so that all of them are found, not only
    /// the linked ones.
    /// </summary>
    private static string Folder { get; } = Candidates().Select(folder => new FileInfo(Path.Combine(folder, "initdb")))
        .FirstOrDefault(program => program.Exists)
        is { } found ? Path.GetDirectoryName((found.ResolveLinkTarget(returnFinalTarget: true) ?? found).FullName)!
        : throw new InvalidOperationException("PostgreSQL 15 or later is needed: './reviews test' installs it.");

    /// <summary>How to start one of the programs; its output is redirected.</summary>
    public static ProcessStartInfo Start(string program, params IEnumerable<string> arguments)
    {
        var path = Path.Combine(Folder, program);
        string[] line = RunsAsOther ? ["setpriv", $"--reuid={DebianUser}", $"--regid={DebianUser}", "--init-groups", path] : [path];
        return Command([.. line, .. arguments]);
    }

    /// <summary>Gives a folder to the user the server runs as.</summary>
    public static async Task GiveAsync(string folder)
    {
        if (RunsAsOther) await RunAsync(Command(["chown", DebianUser, folder]));
    }

    /// <summary>Runs a program to completion.</summary>
    public static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{start.FileName} failed:\n{string.Concat(output)}");
    }

    private static ProcessStartInfo Command(string[] line)
    {
        var start = new ProcessStartInfo(line[0])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in line[1..]) start.ArgumentList.Add(argument);
        return start;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("REVIEWS_POSTGRES_BIN") is { Length: > 0 } given) yield return given;
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)) yield return folder;
        if (!Directory.Exists(DebianRoot)) yield break;
        foreach (var version in Directory.GetDirectories(DebianRoot).OrderDescending()) yield return Path.Combine(version, "bin");
    }
}
