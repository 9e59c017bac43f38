using System.Globalization;
using System.Text.RegularExpressions;
using Reviews.Contracts.Films;
using Reviews.Web.Covers;

namespace Reviews.Api.Tests.Pages.Covers;

/// <summary>Covers drawn from titles as they come.</summary>
public sealed partial class CoverTests
{
    private const int RoomWidth = Cover.Width - 2 * Cover.Margin;

    public static TheoryData<string> Titles =>
    [
        "9", "Up", "Never Let Me Go", "The Chronicles of Narnia: The Lion, the Witch and the Wardrobe", "Extra-Terrestrial",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", new string('W', 5_000), new string('i', 500),
        string.Join(' ', Enumerable.Repeat("word", 400)), "七人の侍", "千と千尋の神隠し 千と千尋の神隠し 千と千尋の神隠し", "기생충", "סרט על קיץ",
        "فيلم طويل جدا عن الصيف", "🎬🍿",
        "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "e\u0301\u0302\u0303te\u0301", "<script>alert(\"x\")</script>", "a\tb\r\nc",
        "\u202Egnihton", "", "   ", "\u200B", "\ud800",
    ];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Set_AnyTitle_FitsTheCover(string title)
    {
        var set = CoverTitle.Set(title);
        Assert.InRange(set.Lines.Count, 1, CoverTitle.MaxLines);
        Assert.All(set.Lines, line => Assert.InRange(Width(line) * set.Size, 0.001, RoomWidth));
        Assert.All(set.Lines, line => Assert.DoesNotContain(line, character => char.IsControl(character) || character == '\u202E'));
        var cover = Cover.Of(Film("some-film", title));
        var last = cover.TitleY + (set.Lines.Count - 1) * set.LineHeight;
        Assert.True(cover.TitleY - set.Size * CoverTitle.Ascent > Cover.Margin, $"The title begins above the cover: {cover}");
        Assert.True(last + set.Size * 0.25 < Cover.Height, $"The title ends below the cover: {cover}");
    }

    /// <summary>Nothing is lost but spaces, and what is longer than a cover.</summary>
    [Theory]
    [InlineData("Never Let Me Go")]
    [InlineData("Hannah Montana/Miley Cyrus: Best of Both Worlds Concert Tour")]
    [InlineData("Once in a Lifetime: the Extraordinary Story of the New York Cosmos")]
    [InlineData("七人の侍")]
    public void Set_TitleOfTheCatalogue_KeepsAllOfIt(string title) =>
        Assert.Equal(title.Replace(" ", "", StringComparison.Ordinal),
            string.Concat(CoverTitle.Set(title).Lines).Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void Set_LongerThanACover_EndsInAnEllipsis()
    {
        var set = CoverTitle.Set(string.Join(' ', Enumerable.Repeat("word", 400)));
        Assert.EndsWith("…", set.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Set_ShorterTitle_IsSetLarger() => Assert.True(CoverTitle.Set("Up").Size > CoverTitle.Set("Never Let Me Go").Size);

    [Theory]
    [InlineData("סרט", true)]
    [InlineData("1917 فيلم", true)]
    [InlineData("Film סרט", false)]
    [InlineData("🎬", false)]
    public void Set_Script_GivesTheDirection(string title, bool expected) => Assert.Equal(expected, CoverTitle.Set(title).IsRightToLeft);

    [Fact]
    public void Of_SameFilm_IsTheSameCover()
    {
        var (first, second) = (Cover.Of(Film("alien-1979", "Alien")), Cover.Of(Film("alien-1979", "Alien")));
        Assert.Equal((first.Art, first.Palette, first.IsMirrored), (second.Art, second.Palette, second.IsMirrored));
        Assert.Equal(("rings", "cover-plain-3", false), (first.Art.Name, first.Palette, first.IsMirrored));
    }

    /// <summary>All compositions, all variants of colours and both directions come up among a thousand films.</summary>
    [Fact]
    public void Of_ManyFilms_AreDrawnInManyWays()
    {
        var covers = Enumerable.Range(0, 1_000)
            .Select(i => Cover.Of(Film(string.Create(CultureInfo.InvariantCulture, $"film-{i}"), "Film"))).ToArray();
        var ways = covers.Select(cover => (cover.Art.Name, cover.Palette, cover.IsMirrored)).Distinct().Count();
        Assert.Equal(Cover.Arts.Count * (int)CoverPalette.Variants * 2, ways);
    }

    [Fact]
    public void Styles_EveryPalette_HasWordsThatStandOut()
    {
        var styles = File.ReadAllText(Path.Combine(Repository.Root, "src", "Reviews.Web", "Covers", "covers.css"));
        var palettes = PaletteRule().Matches(styles)
            .ToDictionary(match => match.Groups[1].Value, match => (Ground: match.Groups[2].Value, Text: match.Groups[3].Value));
        var expected = CoverPalette.Names.SelectMany(
            name => Enumerable.Range(1, (int)CoverPalette.Variants).Select(variant => $"{name}-{variant}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), palettes.Keys.Order(StringComparer.Ordinal));
        Assert.All(palettes, palette => Assert.True(Contrast(palette.Value.Ground, palette.Value.Text) >= 4.5, palette.Key));
    }

    [GeneratedRegex(@"\.cover-([a-z-]+-\d) \{ --a: (#[0-9a-f]{6});.* --t: (#[0-9a-f]{6}); \}")]
    private static partial Regex PaletteRule();

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Relative luminance of a colour as WCAG 2 defines it.</summary>
    private static double Luminance(string colour)
    {
        var channels = Convert.FromHexString(colour[1..]).Select(channel => channel / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
    }

    private static double Width(string line)
    {
        var width = 0.0;
        var letters = StringInfo.GetTextElementEnumerator(line);
        while (letters.MoveNext()) width += Letters.WidthOf(letters.GetTextElement());
        return width;
    }

    private static FilmDetails Film(string filmId, string title) => new() { FilmId = filmId, Title = title, Identity = filmId };
}
