namespace Browser.Tests.Site;

/// <summary>A page in the hands of somebody who has no pointer.</summary>
internal static class Keys
{
    /// <summary>No page of ours has so many things to stop at before the one that is looked for.</summary>
    private const int ManyStops = 80;

    /// <summary>Moves the focus with the tab key until it is there.</summary>
    public static async Task TabToAsync(this IPage page, ILocator goal)
    {
        for (var stop = 0; stop < ManyStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await goal.EvaluateAsync<bool>("element => element === document.activeElement")) return;
        }

        Assert.Fail($"After {ManyStops} stops of the tab key the focus was not on {goal}.");
    }

    /// <summary>Presses keys one after the other.</summary>
    public static async Task PressAsync(this IPage page, params string[] keys)
    {
        foreach (var key in keys) await page.Keyboard.PressAsync(key);
    }
}
