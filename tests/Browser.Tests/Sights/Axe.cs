using Deque.AxeCore.Commons;

namespace Browser.Tests.Sights;

/// <summary>What hinders somebody on a page.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Of all axe's rules, the best practices among them; none is left out. And what must be scrolled for sideways.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page)
    {
        // Put in once and run in the page itself, 0.1 to 0.5 s: a run that reaches into frames needs a page more each time and takes 2 to 4
        // s.
        Assert.Single(page.Frames);
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync($"() => {{ {Script} }}");
        return await page.EvaluateAsync<string[]>(
            """
            async () => {
              const { violations } = await axe.run({ resultTypes: ["violations"] });
              const found = violations.flatMap(({ id, impact, help, nodes }) =>
                nodes.map(({ html }) => `${id} (${impact}): ${help}: ${html}`));
              const { scrollWidth, clientWidth } = document.documentElement;
              return scrollWidth > clientWidth ? [...found, `it is ${scrollWidth - clientWidth} px too wide`] : found;
            }
            """);
    }
}
