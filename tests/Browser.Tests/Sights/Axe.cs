using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Browser.Tests.Sights;

/// <summary>What hinders somebody on a page.</summary>
internal static class Axe
{
    /// <summary>Of all axe's rules, the best practices among them; none is left out. And what must be scrolled for sideways.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page)
    {
        var violations = (await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations;
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var found = violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id} ({violation.Impact}): {violation.Help}: {node.Html}"));
        return [.. overflow > 0 ? found.Append($"it is {overflow} px too wide") : found];
    }
}
