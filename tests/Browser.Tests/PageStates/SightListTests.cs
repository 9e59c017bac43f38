using System.Text.RegularExpressions;

namespace Browser.Tests.PageStates;

/// <summary>No page is forgotten.</summary>
public sealed partial class SightListTests
{
    [Fact]
    public void Pages_OfTheProgram_AreAllLookedAt()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Reviews.Web"), "*.cshtml", SearchOption.AllDirectories)
            .Select(file => PageLine().Match(File.ReadAllText(file))).Where(line => line.Success)
                .Select(line => line.Groups[1].Value).ToArray();

        Assert.NotEmpty(pages);
        Assert.Equal(pages.Order(), Sight.All.Select(sight => sight.Route).Where(route => route != Sight.SetUp).Concat(Sight.Unseen.Keys)
            .Distinct().Order());
    }

    [Fact]
    public void Names_OfPictures_AreDifferent() => Assert.Equal(Sight.All.Count, Sight.All.Select(sight => sight.Name).Distinct().Count());

    [Fact]
    public void Looks_AtAllOfThem_AreManyAndCounted() => TestContext.Current.TestOutputHelper?.WriteLine(
        $"Figure: axe looks at {Sight.All.Count} pages and states of pages, by all rules wide and light, by those of colours and fingers "
            + $"narrow and dark: {Sight.All.Count * SightTest.Rounds} rounds.");

    [GeneratedRegex("""^\s*@page "([^"]*)""", RegexOptions.Multiline)]
    private static partial Regex PageLine();
}
