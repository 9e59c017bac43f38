using System.Text.RegularExpressions;

namespace Browser.Tests.PageStates;

/// <summary>No page is forgotten.</summary>
public sealed partial class PageStateListTests
{
    [Fact]
    public void Pages_OfTheProgram_AreAllLookedAt()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Reviews.Web"), "*.cshtml", SearchOption.AllDirectories)
            .Select(file => PageLine().Match(File.ReadAllText(file))).Where(line => line.Success)
                .Select(line => line.Groups[1].Value).ToArray();

        Assert.NotEmpty(pages);
        Assert.Equal(pages.Order(), PageState.All.Select(state => state.Route).Where(route => route != PageState.SetUp)
            .Concat(PageState.Unseen.Keys)
            .Distinct().Order());
    }

    [Fact]
    public void Names_OfPictures_AreDifferent() =>
        Assert.Equal(PageState.All.Count, PageState.All.Select(state => state.Name).Distinct().Count());

    [Fact]
    public void Looks_AtAllOfThem_AreManyAndCounted() => TestContext.Current.TestOutputHelper?.WriteLine(
        $"Figure: axe looks at {PageState.All.Count} pages and states of pages, by all rules wide and light, by those "
            + "of colours and fingers "
            + $"narrow and dark: {PageState.All.Count * PageStateTest.Rounds} rounds.");

    [GeneratedRegex("""^\s*@page "([^"]*)""", RegexOptions.Multiline)]
    private static partial Regex PageLine();
}
