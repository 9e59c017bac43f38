using System.Globalization;

namespace Reviews.Web;

/// <summary>The sizes of what the pages draw. They are attributes of SVG, as the content security policy takes no inline style.</summary>
internal static class Drawing
{
    /// <summary>A star in a square of <see cref="StarSize"/>, as the data of a path.</summary>
    public const string Star = "M12 1.6l3.2 6.7 7.2 1-5.3 5.1 1.3 7.3-6.4-3.5-6.4 3.5 1.3-7.3-5.3-5.1 7.2-1z";

    /// <summary>Width and height of a star in its own units.</summary>
    public const int StarSize = 24;

    /// <summary>Width of a full row of stars in its own units; the live element uses the same.</summary>
    public const int FullStarsWidth = 120;

    /// <summary>How far the full stars reach: 0 to 120.</summary>
    public static string StarsWidth(decimal? average) =>
        ((average ?? 0) / 5 * FullStarsWidth).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The length of a bar beside the longest: <c>0%</c> to <c>100%</c>.</summary>
    public static string BarWidth(int votes, IEnumerable<int> all) =>
        (100.0 * votes / Math.Max(1, all.Max())).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
