using System.Runtime.CompilerServices;

namespace Grains.Tests.Formats;

/// <summary>Where the files of a new format go.</summary>
internal static class FormatFiles
{
    /// <summary>
    /// The folder in the sources, for the version that <c>REVIEWS_WRITE_FORMATS</c> names; null: nothing is to be written.
    /// </summary>
    public static string? Wanted =>
        Environment.GetEnvironmentVariable("REVIEWS_WRITE_FORMATS") is { Length: > 0 } version
            ? Directory.CreateDirectory(Path.Combine(Here(), version)).FullName
            : null;

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
