using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Reviews.Telemetry.Nodes;

/// <summary>This process's identity as operators see it.</summary>
internal static class NodeProcess
{
    /// <summary>Characters of the commit hash shown: enough to tell two builds apart.</summary>
    private const int CommitLetters = 7;

    /// <summary>Its configured name, or else machine and process id, such as <c>web-1/4711</c>.</summary>
    public static string NameIn(IConfiguration configuration) =>
        configuration["Reviews:Name"] is { Length: > 0 } name ? name : $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>The program's version with the commit it was built from, such as <c>1.0.0+d58bbe9</c>.</summary>
    public static string Version { get; } = Shorten(
        typeof(NodeProcess).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");

    private static string Shorten(string version) =>
        version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus
            ? version[..Math.Min(version.Length, plus + 1 + CommitLetters)]
            : version;
}
