using System.Globalization;

namespace Reviews.Api.Pages;

/// <summary>The sizes of what the pages draw. They are attributes of SVG, as the content security policy takes no inline style.</summary>
internal static class Drawing
{
    /// <summary>Width of a full row of stars in its own units; the live element uses the same.</summary>
    public const int FullStarsWidth = 120;

    /// <summary>How far the full stars reach: 0 to 120.</summary>
    public static string StarsWidth(decimal? average) =>
        ((average ?? 0) / 5 * FullStarsWidth).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The length of a bar beside the longest: <c>0%</c> to <c>100%</c>.</summary>
    public static string BarWidth(int votes, IEnumerable<int> all) =>
        (100.0 * votes / Math.Max(1, all.Max())).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
