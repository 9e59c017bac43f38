using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Conventions.Tests;

/// <summary>A folder is a room: its name is the namespace of what stands in it, and no folders of a project lean on each other in a
/// circle.</summary>
public sealed partial class FolderTests
{
    /// <summary>Where projects stand, with the namespace that each begins with.</summary>
    private static readonly (string Folder, string Namespace)[] Projects =
        [("Api", "Reviews.Api"), ("Silo", "Reviews.Silo"), .. House.Rooms.Except(["Reviews.Api", "Reviews.Silo"])
            .Select(room => (Path.Combine("src", room), room))];

    public static TheoryData<string> Rooms => [.. House.Rooms];

    [Fact]
    public void Namespace_OfEveryFile_IsItsFolder()
    {
        var files = Projects.SelectMany(project => SourceFiles.In(project.Folder).Select(file => (project, file))).ToArray();

        Assert.InRange(files.Length, 700, int.MaxValue);
        Assert.Empty(files.Select(one => Misplaced(one.project, one.file)).OfType<string>());
    }

    [Theory, MemberData(nameof(Rooms))]
    public void Folders_OfAProject_FormNoCircle(string room) => Assert.Empty(Circles.Among(UsesWithin(room)));

    [Fact]
    public void Uses_OfMethodsInOtherFolders_AreSeen() => Assert.Contains(("Films", "Problems"), UsesWithin("Reviews.Api"));

    [Fact]
    public void Circle_OfThree_IsFoundFromEachOfThem() =>
        Assert.Equal(3, Circles.Among([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]).Count());

    private static HashSet<(string From, string To)> UsesWithin(string room)
    {
        var architecture = new ArchLoader().LoadAssembly(House.Assembly(room)).Build();
        return architecture.Types.SelectMany(type => type.Dependencies)
            .Select(use => Sides(SegmentsOf(use.Origin, room), SegmentsOf(use.Target, room)))
            .OfType<(string From, string To)>().ToHashSet();
    }

    private static string? Misplaced((string Folder, string Namespace) project, string file)
    {
        if (NamespaceLine().Match(File.ReadAllText(Path.Combine(Repository.Root, file))) is not { Success: true } line) return null;
        var folder = Path.GetDirectoryName(Path.GetRelativePath(project.Folder, file))!;
        var expected = folder.Length == 0 ? project.Namespace : $"{project.Namespace}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
        return line.Groups[1].Value == expected ? null : $"{file} says {line.Groups[1].Value}";
    }

    /// <summary>The folders that lead to a type, below its project; null when it is none of ours.</summary>
    private static string[]? SegmentsOf(IType type, string room)
    {
        var name = type.Namespace?.FullName ?? "";
        if (name != room && !name.StartsWith(room + ".", StringComparison.Ordinal)) return null;
        return name.Length == room.Length ? [] : name[(room.Length + 1)..].Split('.');
    }

    /// <summary>The two folders, neighbours within one, where the ways to two types part; null when one stands above the other.</summary>
    private static (string From, string To)? Sides(string[]? from, string[]? to)
    {
        if (from is null || to is null) return null;
        var shared = from.Zip(to).TakeWhile(pair => pair.First == pair.Second).Count();
        return shared == from.Length || shared == to.Length ? null : (Upto(from, shared), Upto(to, shared));
    }

    private static string Upto(string[] segments, int last) => string.Join('/', segments.Take(last + 1));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
