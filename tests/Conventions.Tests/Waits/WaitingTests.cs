using System.Text.RegularExpressions;

namespace Conventions.Tests.Waits;

/// <summary>How waits and fixtures are written in all test projects: read from their source.</summary>
public sealed partial class WaitingTests
{
    private static readonly (string Path, string Text)[] Sources =
    [
        .. SourceFiles.In("tests")
            .Where(path => !path.Contains("Conventions.Tests", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllText(Path.Combine(Repository.Root, path)))),
    ];

    [Fact]
    public void Waits_OfAllTests_TakeNotYetForAnAnswer()
    {
        var waits = Sources.SelectMany(source => Waiting().Matches(source.Text)
            .Select(wait => (source.Path, Wait: ArgumentsAt(source.Text, wait.Index + wait.Length)))).ToArray();
        Assert.InRange(waits.Length, 100, int.MaxValue);
        Assert.Empty(waits.Where(wait => Certain().IsMatch(wait.Wait)).Select(wait => $"{wait.Path}: {wait.Wait}"));
    }

    [Theory]
    [InlineData("() => index.Find(Film)!.Rating", true)]
    [InlineData("() => pages.Last().Number", true)]
    [InlineData("all => all[0].Count == 1", true)]
    [InlineData("all => all.GetProperty(\"items\")[^1].Count == 1", true)]
    [InlineData("() => index.Find(Film)?.Rating", false)]
    [InlineData("all => all.SequenceEqual([1, 2])", false)]
    public void Certain_OfAWait_IsWhatThrowsWhereNothingIsThereYet(string wait, bool isCertain) =>
        Assert.Equal(isCertain, Certain().IsMatch(wait));

    [Fact]
    public void Fixtures_ThatTestsShare_SayOnceWhyTheyFail()
    {
        var all = string.Join('\n', Sources.Select(source => source.Text));
        var shared = Sharing().Matches(all).Select(match => match.Groups[1].Value.Split('.')[^1]).Distinct().ToArray();
        Assert.InRange(shared.Length, 8, int.MaxValue);
        Assert.DoesNotContain(shared, name => Regex.IsMatch(all, $@"class {name}\b[^\n;]*\s: [^;]*?IAsyncLifetime"));
    }

    private static string ArgumentsAt(string text, int start)
    {
        var end = start;
        for (var open = 1; open > 0; end++) open += text[end] switch { '(' => 1, ')' => -1, _ => 0 };
        return text[start..end];
    }

    [GeneratedRegex(@"\b(Eventually|Clocked)\.(GetAsync|AnsweredAsync)\(")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"\w!\.|\)!\.|\.(First|Single|Last|ElementAt)\(|[\w)]\[\^?\d+\]")]
    private static partial Regex Certain();

    [GeneratedRegex(@"(?:IClassFixture<|ICollectionFixture<|AssemblyFixture\(typeof\()([\w.]+)")]
    private static partial Regex Sharing();
}
