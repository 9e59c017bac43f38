using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace Reviews.Web.Covers;

/// <summary>The covers' compositions and colours, read from the very files that the pages draw them with.</summary>
internal static partial class CoverShapes
{
    private static readonly Dictionary<string, Shape[]> Arts = ReadArts();
    private static readonly Dictionary<string, CoverColours> Palettes = ReadPalettes();

    /// <summary>The shapes of a composition, back to front.</summary>
    public static IReadOnlyList<Shape> Art(string name) => Arts[name];

    /// <summary>The colours of a palette.</summary>
    public static CoverColours Palette(string name) => Palettes[name];

    private static Dictionary<string, Shape[]> ReadArts()
    {
        var drawing = XElement.Parse($"<svg>{RazorComment().Replace(Read("_CoverArt.cshtml"), "")}</svg>");
        return drawing.Elements("symbol").ToDictionary(
            symbol => Text(symbol, "id")["art-".Length..],
            symbol => symbol.Descendants().Where(element => element.Name != "g").Select(ShapeOf).ToArray(),
            StringComparer.Ordinal);
    }

    private static Shape ShapeOf(XElement element)
    {
        var role = Text(element.AncestorsAndSelf().First(around => around.Attribute("class") is not null), "class");
        return element.Name.LocalName switch
        {
            "path" => new Shape(role, SKPath.ParseSvgPathData(Text(element, "d")), default, 0),
            "circle" => new Shape(role, null, new SKPoint(Number(element, "cx"), Number(element, "cy")), Number(element, "r")),
            var other => throw new InvalidOperationException($"Covers have no '{other}'."),
        };
    }

    private static Dictionary<string, CoverColours> ReadPalettes() => PaletteRule().Matches(Read("covers.css")).ToDictionary(
        rule => rule.Groups["name"].Value,
        rule => new CoverColours(Colour(rule, "a"), Colour(rule, "b"), Colour(rule, "c"), Colour(rule, "t")),
        StringComparer.Ordinal);

    private static SKColor Colour(Match rule, string part) => SKColor.Parse(rule.Groups[part].Value);

    private static string Text(XElement element, string attribute) => element.Attribute(attribute)!.Value;

    private static float Number(XElement element, string attribute) => float.Parse(Text(element, attribute), CultureInfo.InvariantCulture);

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComment();

    [GeneratedRegex(@"\.(?<name>cover-[a-z-]+-\d) \{ --a: (?<a>#\w+); --b: (?<b>#\w+); --c: (?<c>#\w+); --t: (?<t>#\w+); \}")]
    private static partial Regex PaletteRule();

    /// <summary>A shape of a composition: a path, or else a circle.</summary>
    /// <param name="Role">The class that gives it its colour.</param>
    /// <param name="Path">The path; null for a circle.</param>
    /// <param name="Centre">The circle's.</param>
    /// <param name="Radius">The circle's.</param>
    internal sealed record Shape(string Role, SKPath? Path, SKPoint Centre, float Radius);
}

/// <summary>Ground, two colours on it, and the words' colour.</summary>
internal sealed record CoverColours(SKColor Ground, SKColor First, SKColor Second, SKColor Words);
