using Browser.Tests.Fixtures;

namespace Browser.Tests.PageStates;

/// <summary>Who asks for less motion gets none.</summary>
public sealed class MotionTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    /// <summary>The longest that anything on the page moves, in seconds.</summary>
    private const string LongestMotion = """
        Math.max(...[...document.querySelectorAll('*')].flatMap(element => [undefined, '::before', '::after'].flatMap(part => {
          const style = getComputedStyle(element, part);
          const moves = style.animationName === 'none'
            ? style.transitionDuration
            : `${style.animationDuration}, ${style.transitionDuration}`;
          return moves.split(', ').map(parseFloat);
        })))
        """;

    [Theory]
    [InlineData("/")]
    [InlineData("/films")]
    [InlineData($"/films/{SharedSite.FilmOfNote}")]
    public async Task Page_WithReducedMotion_StandsStill(string path)
    {
        var usual = await OpenAsync(site.Address);
        await usual.Page.GotoAsync(path);
        Assert.True(await usual.Page.EvaluateAsync<double>(LongestMotion) > 0.05, "Nothing moves on this page anyway.");

        var still = await OpenAsync(site.Address, new() { ReducedMotion = true });
        await still.Page.GotoAsync(path);
        Assert.InRange(await still.Page.EvaluateAsync<double>(LongestMotion), 0, 0.05);
    }
}
