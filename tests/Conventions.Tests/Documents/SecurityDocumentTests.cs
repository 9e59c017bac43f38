using System.Text.RegularExpressions;

namespace Conventions.Tests.Documents;

/// <summary>What <c>docs/security.md</c> names as a proof is there.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));

    [Fact]
    public void Proofs_OfTheDocument_AreTests()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(method => method.Groups[1].Value)).ToHashSet();
        var named = Named().Matches(Document).Select(name => name.Groups[1].Value).Distinct().ToArray();

        Assert.InRange(named.Length, 40, int.MaxValue);
        string[] missing = [.. named.Where(name => !tests.Contains(name))];
        Assert.Empty(missing);
    }

    [Fact]
    public void Requirements_OfTheDocument_HaveAProofOrSayThatTheyAreNotHeld()
    {
        string[] bare = [.. Document.Split('\n').Where(line => Row().IsMatch(line) && line.EndsWith("| |", StringComparison.Ordinal))];
        Assert.All(bare, line => Assert.Contains("**Not held", line, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| \d")]
    private static partial Regex Row();

    [GeneratedRegex(@"public (?:async Task|Task|void) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"`([A-Za-z0-9]+_\w+)`")]
    private static partial Regex Named();
}
