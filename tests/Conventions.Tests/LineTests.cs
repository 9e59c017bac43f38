using System.Globalization;

namespace Conventions.Tests;

/// <summary>Code is read beside other code: no line is longer than what <c>.editorconfig</c> says, which no analyzer holds.</summary>
public sealed class LineTests
{
    private const int MaxLength = 140;

    private static readonly string[] Folders = ["Api", "Silo", "src", "tests"];

    [Fact]
    public void Lines_OfAllCode_FitThePage()
    {
        var files = Folders.SelectMany(SourceFiles.In).ToArray();
        Assert.InRange(files.Length, 1_000, int.MaxValue);
        Assert.Empty(files.SelectMany(TooLong));
    }

    private static IEnumerable<string> TooLong(string path) => File.ReadLines(Path.Combine(Repository.Root, path))
        .Index()
        .Select(line => (line.Index, Length: new StringInfo(line.Item).LengthInTextElements))
        .Where(line => line.Length > MaxLength)
        .Select(line => $"{path}({line.Index + 1}): {line.Length} columns");
}
