using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Conventions.Tests;

/// <summary><c>docs/architecture.md</c> lists the rooms that there are, and draws the references that the projects have.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));

    /// <summary>The programs and everything they are made of; no tests.</summary>
    private static readonly string[] Projects =
    [
        Path.Combine(Repository.Root, "Api", "Api.csproj"),
        Path.Combine(Repository.Root, "Silo", "Silo.csproj"),
        .. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj")),
    ];

    [Fact]
    public void Diagram_OfTheProjects_DrawsExactlyTheirReferences()
    {
        var diagram = Assert.Single(Diagram().Matches(Document).Select(match => match.Groups[1].Value));
        string[] drawn = [.. Edge().Matches(diagram).Select(edge => $"{edge.Groups[1].Value} --> {edge.Groups[2].Value}")];
        string[] referenced = [.. Projects.SelectMany(ReferencesOf)];

        Assert.NotEmpty(referenced);
        Assert.Equal(referenced.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_OfTheRooms_NamesEveryProject()
    {
        var section = Assert.Single(Document.Split("\n## "), part => part.StartsWith("The rooms", StringComparison.Ordinal));
        var listed = Row().Matches(section).Select(row => row.Groups[1].Value);

        Assert.Equal(Projects.Select(NameOf).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => $"{NameOf(project)} --> {NameOf((string)reference.Attribute("Include")!)}");

    /// <summary>As the document calls it: without the prefix that all projects under <c>src</c> share.</summary>
    private static string NameOf(string project) =>
        Path.GetFileNameWithoutExtension(project).Replace("Reviews.", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^```mermaid\r?\nflowchart [^\n]*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Diagram();

    [GeneratedRegex(@"^\s*([\w.]+) --> ([\w.]+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Edge();

    [GeneratedRegex(@"^\| `([\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
