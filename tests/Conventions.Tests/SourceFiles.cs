using System.Text.RegularExpressions;

namespace Conventions.Tests;

/// <summary>The C# files of the repository, without what is made by a build.</summary>
internal static partial class SourceFiles
{
    /// <param name="folder">A folder at the top, as <c>tests</c>.</param>
    /// <returns>Their paths from the repository's root.</returns>
    public static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !Built().IsMatch(path));

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]")]
    private static partial Regex Built();
}
