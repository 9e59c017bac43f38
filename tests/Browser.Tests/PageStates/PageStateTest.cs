using Browser.Tests.Fixtures;

namespace Browser.Tests.PageStates;

/// <summary>
/// A page wide and narrow, light and dark: nothing that hinders anybody, and nothing that is scrolled for sideways. Once by all rules, and
/// then by those that a look is about; each size and each scheme comes in one of the looks. The album has pictures of all of them.
/// </summary>
public abstract class PageStateTest(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    private static readonly Size Wide = new(1280, 900);

    private static readonly Size Phone = new(390, 844);

    private static readonly Look[] Looks =
    [
        new(Wide, ColorScheme.Light, []), new(Phone, ColorScheme.Dark, [.. Axe.Colours, .. Axe.Fingers]),
    ];

    private static readonly (Size Size, ColorScheme Scheme)[] Pictures =
    [
        (Wide, ColorScheme.Light), (Wide, ColorScheme.Dark), (Phone, ColorScheme.Light), (Phone, ColorScheme.Dark),
    ];

    /// <summary>In how many ways each is looked at.</summary>
    internal static int Rounds => Looks.Length;

    /// <summary>The names of some sights, for a theory.</summary>
    private protected static TheoryData<string> NamesOf(Func<PageState, bool> isMeant) =>
        [.. PageState.All.Where(isMeant).Select(state => state.Name)];

    private protected async Task LookAsync(string name)
    {
        var state = PageState.All.Single(state => state.Name == name);
        var findings = await FindingsAsync(state);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private async Task<IReadOnlyList<string>> FindingsAsync(PageState state)
    {
        try
        {
            return await LookAsync(state);
        }
        catch (TimeoutException timeout) when (ScreenshotAlbum.IsAboutAPicture(timeout))
        {
            // Seen once in about a thousand pictures: everything else on the page goes on, and Chromium draws it no more.
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"Chromium gave no picture of {state.Name}; a new window is looked at instead.");
            return await LookAsync(state);
        }
    }

    private async Task<IReadOnlyList<string>> LookAsync(PageState state)
    {
        var window = await OpenAsync(AddressOf(state.At));
        await GoAsync(window, state);

        var findings = new List<string>();
        foreach (var look in Looks)
        {
            await ShowAsync(window.Page, look.Size, look.Scheme);
            var found = await Axe.FindingsAsync(window.Page, look.Rules);
            findings.AddRange(found.Select(finding => $"{look.Size.Width} px, {look.Scheme}: {finding}"));
        }

        if (ScreenshotAlbum.IsKept) await KeepAsync(window.Page, state.Name);
        return findings;
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        foreach (var (size, scheme) in Pictures)
        {
            await ShowAsync(page, size, scheme);
            await ScreenshotAlbum.KeepAsync(page, name, size.Width, scheme);
        }
    }

    private static async Task ShowAsync(IPage page, Size size, ColorScheme scheme)
    {
        await page.SetViewportSizeAsync(size.Width, size.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
    }

    private protected virtual Uri AddressOf(Place place) => place switch
    {
        Place.Lively => site.Address,
        Place.LivelyByName => new UriBuilder(site.Address) { Host = "localhost" }.Uri,
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "This place is not opened by these tests."),
    };

    private protected virtual async Task<string> PathOfAsync(Window window, PageState state) =>
        state.FindAsync is { } find ? await find(window) : state.Path;

    private async Task GoAsync(Window window, PageState state)
    {
        await EnterAsync(window, state.Who);
        var path = await PathOfAsync(window, state);
        if (state.Status != 200) window.Faults.ExpectStatus(state.Status, new Uri(window.Address, path));
        if (state.Fault is { } fault) window.Faults.Expect(fault);
        var answer = await window.Page.GotoAsync(path);
        Assert.Equal(state.Status, answer!.Status);
        if (state.ActAsync is { } act) await act(window.Page);
    }

    private static async Task EnterAsync(Window window, Visitor who)
    {
        if (who == Visitor.Member) await window.JoinAsync();
        if (who == Visitor.Operator) await window.SignInAsync(Client.OperatorEmail);
        if (who == Visitor.Editor) await window.JoinAsEditorAsync();
    }

    private sealed record Size(int Width, int Height);

    /// <summary>One way to look at a page.</summary>
    /// <param name="Size">The window's, in CSS pixels.</param>
    /// <param name="Scheme">Light or dark.</param>
    /// <param name="Rules">Those of axe that are asked; none for all.</param>
    private sealed record Look(Size Size, ColorScheme Scheme, IReadOnlyList<string> Rules);
}
