namespace Browser.Tests.Fixtures;

/// <summary>Notes what moves on a page by itself: the browser's own layout shifts, each with what moved.</summary>
internal sealed class Stillness
{
    private const string Watch = """
        async () => {
          await document.fonts.ready;
          const drawn = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          await drawn();
          const shifts = [];
          const note = entries => entries.forEach(entry => shifts.push(`${entry.value.toFixed(4)}: ` +
            entry.sources.map(({ node, previousRect, currentRect }) => {
              const shown = node?.outerHTML?.slice(0, 90) ?? node?.textContent;
              return `${shown} from ${previousRect.x},${previousRect.y} to ${currentRect.x},${currentRect.y}`;
            }).join(' and ')));
          const observer = new PerformanceObserver(list => note(list.getEntries()));
          observer.observe({ type: 'layout-shift' });
          window.shiftsSoFar = async () => { await drawn(); note(observer.takeRecords()); return shifts; };
        }
        """;

    private readonly IPage _page;

    private Stillness(IPage page) => _page = page;

    /// <summary>Starts with the page as it is now, its letters loaded.</summary>
    public static async Task<Stillness> OfAsync(IPage page)
    {
        await page.EvaluateAsync(Watch);
        return new Stillness(page);
    }

    /// <summary>Nothing moved since it started.</summary>
    public async Task HoldsAsync()
    {
        var shifts = await _page.EvaluateAsync<string[]>("() => window.shiftsSoFar()");
        Assert.True(shifts.Length == 0, string.Join('\n', shifts));
    }
}
