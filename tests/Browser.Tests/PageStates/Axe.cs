using Deque.AxeCore.Commons;

namespace Browser.Tests.PageStates;

/// <summary>What hinders somebody on a page.</summary>
internal static class Axe
{
    /// <summary>The rules that ask for colours, which are others in the dark.</summary>
    public static readonly IReadOnlyList<string> Colours = ["color-contrast", "link-in-text-block"];

    /// <summary>The rule that asks for room for a finger. It is one of few that axe leaves out unless it is named.</summary>
    public static readonly IReadOnlyList<string> Fingers = ["target-size"];

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Of all axe's rules, the best practices among them, or of some. And what must be scrolled for sideways.</summary>
    /// <param name="page">The page as it is now.</param>
    /// <param name="rules">The names of the rules; none for all.</param>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page, params IReadOnlyList<string> rules)
    {
        // Put in once and run in the page itself, 0.1 to 0.5 s: a run that reaches into frames needs a page more each time and takes 2 to 4
        // s.
        Assert.Single(page.Frames);
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync($"() => {{ {Script} }}");
        return await page.EvaluateAsync<string[]>(
            """
            async rules => {
              const some = rules.length > 0 ? { runOnly: { type: "rule", values: rules } } : {};
              const { violations } = await axe.run({ resultTypes: ["violations"], ...some });
              const found = violations.flatMap(({ id, impact, help, nodes }) =>
                nodes.map(({ html }) => `${id} (${impact}): ${help}: ${html}`));
              const { scrollWidth, clientWidth } = document.documentElement;
              return scrollWidth > clientWidth ? [...found, `it is ${scrollWidth - clientWidth} px too wide`] : found;
            }
            """,
            rules);
    }
}
