using Browser.Tests.Fixtures;

namespace Browser.Tests.Sights;

/// <summary>Every page, wide and narrow, light and dark: nothing that hinders anybody, nothing that is scrolled for sideways, and a picture of it.</summary>
public sealed class SightTests(Chromium chromium, SharedSite site, YoungSite young) : BrowserTest(chromium), IClassFixture<YoungSite>
{
    private static readonly (int Width, int Height)[] Sizes = [(1280, 900), (390, 844)];

    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>In how many ways each is looked at.</summary>
    internal static int Rounds => Sizes.Length * Schemes.Length;

    public static TheoryData<string> Names => [.. Sight.All.Select(sight => sight.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Page_HoweverItIsSeen_HindersNobodyAndFits(string name)
    {
        var sight = Sight.All.Single(sight => sight.Name == name);
        var window = await OpenAsync(AddressOf(sight.At));
        await GoAsync(window, sight);

        var findings = new List<string>();
        foreach (var (width, height) in Sizes)
        {
            await window.Page.SetViewportSizeAsync(width, height);
            foreach (var scheme in Schemes)
            {
                await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                findings.AddRange((await Axe.FindingsAsync(window.Page)).Select(finding => $"{width} px, {scheme}: {finding}"));
                await Album.KeepAsync(window.Page, sight.Name, width, scheme);
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private Uri AddressOf(Place place) => place switch
    {
        Place.LivelyByName => new UriBuilder(site.Address) { Host = "localhost" }.Uri,
        Place.Young => young.Address,
        _ => site.Address,
    };

    private async Task GoAsync(Window window, Sight sight)
    {
        await EnterAsync(window, sight.Who);
        var path = sight.Path == Sight.SetUp ? young.SetupPath : sight.FindAsync is { } find ? await find(window) : sight.Path;
        if (sight.Status != 200) window.Faults.ExpectStatus(sight.Status, new Uri(window.Address, path));
        if (sight.Fault is { } fault) window.Faults.Expect(fault);
        var answer = await window.Page.GotoAsync(path);
        Assert.Equal(sight.Status, answer!.Status);
        if (sight.ActAsync is { } act) await act(window.Page);
    }

    private static async Task EnterAsync(Window window, Visitor who)
    {
        if (who == Visitor.Member) await window.JoinAsync();
        if (who == Visitor.Operator) await window.SignInAsync(Client.OperatorEmail);
        if (who == Visitor.Editor) await window.JoinAsEditorAsync();
    }
}
