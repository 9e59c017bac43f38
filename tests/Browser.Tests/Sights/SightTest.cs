using Browser.Tests.Fixtures;

namespace Browser.Tests.Sights;

/// <summary>
/// A page wide and narrow, light and dark: nothing that hinders anybody, nothing that is scrolled for sideways, and a picture of it.
/// </summary>
public abstract class SightTest(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    private static readonly (int Width, int Height)[] Sizes = [(1280, 900), (390, 844)];

    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>In how many ways each is looked at.</summary>
    internal static int Rounds => Sizes.Length * Schemes.Length;

    /// <summary>The names of some sights, for a theory.</summary>
    private protected static TheoryData<string> NamesOf(Func<Sight, bool> isMeant) =>
        [.. Sight.All.Where(isMeant).Select(sight => sight.Name)];

    private protected async Task LookAsync(string name)
    {
        var sight = Sight.All.Single(sight => sight.Name == name);
        var findings = await FindingsAsync(sight);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private async Task<IReadOnlyList<string>> FindingsAsync(Sight sight)
    {
        try
        {
            return await LookAsync(sight);
        }
        catch (TimeoutException timeout) when (Album.IsAboutAPicture(timeout))
        {
            // Seen once in about a thousand pictures: everything else on the page goes on, and Chromium draws it no more.
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"Chromium gave no picture of {sight.Name}; a new window is looked at instead.");
            return await LookAsync(sight);
        }
    }

    private async Task<IReadOnlyList<string>> LookAsync(Sight sight)
    {
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

        return findings;
    }

    private protected virtual Uri AddressOf(Place place) => place switch
    {
        Place.Lively => site.Address,
        Place.LivelyByName => new UriBuilder(site.Address) { Host = "localhost" }.Uri,
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "This place is not opened by these tests."),
    };

    private protected virtual async Task<string> PathOfAsync(Window window, Sight sight) =>
        sight.FindAsync is { } find ? await find(window) : sight.Path;

    private async Task GoAsync(Window window, Sight sight)
    {
        await EnterAsync(window, sight.Who);
        var path = await PathOfAsync(window, sight);
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
