using System.Text;
using Domain.Tests.Fixtures;
using FsCheck;
using FsCheck.Fluent;
using Reviews.Domain.Titles;

namespace Domain.Tests.Titles;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Never Let Me Go", 2010, "never-let-me-go-2010")]
    [InlineData("1776", 1972, "1776-1972")]
    [InlineData("Le Fabuleux destin d'Amélie Poulain", 2001, "le-fabuleux-destin-damelie-poulain-2001")]
    [InlineData("Schindler’s List", 1993, "schindlers-list-1993")]
    [InlineData("  Wallace & Gromit:  The Curse of the Were-Rabbit! ", 2005, "wallace-gromit-the-curse-of-the-were-rabbit-2005")]
    [InlineData("Alien³", 1992, "alien3-1992")]
    [InlineData("The Naked Gun 2½: The Smell of Fear", 1991, "the-naked-gun-2-1-2-the-smell-of-fear-1991")]
    [InlineData("8½", 1963, "8-1-2-1963")]
    [InlineData("½", null, "1-2")]
    [InlineData("Ri¢hie Ri¢h", 1994, "richie-rich-1994")]
    [InlineData("(500) Days of Summer", 2009, "500-days-of-summer-2009")]
    [InlineData("ÀÉÎÕÜÇÑÅŠŽĞİ", null, "aeioucnaszgi")]
    [InlineData("Großstadt", null, "grossstadt")]
    [InlineData("Æon Flux, Œuvre, Søren, Łódź, Đorđe, Þór, Ísðir", null, "aeon-flux-oeuvre-soren-lodz-dorde-thor-isdir")]
    [InlineData("Броненосец Потёмкин", 1925, "bronenosets-potemkin-1925")]
    [InlineData("Щука, ёжик, подъезд, мальчик", null, "shchuka-ezhik-podezd-malchik")]
    [InlineData("Тіні забутих предків, їжак, ґанок, Україна", null, "tini-zabutikh-predkiv-yizhak-ganok-ukrayina")]
    [InlineData("Ђорђе, љубав, њега, ћао, џеп", null, "djordje-ljubav-njega-cao-dzep")]
    [InlineData("Ὀδύσσεια, Ψυχή, Θάλασσα", null, "odysseia-psychi-thalassa")]
    [InlineData("七人の侍", 1954, "untitled-1954")]
    [InlineData("七人の侍 Seven Samurai", 1954, "seven-samurai-1954")]
    [InlineData("a七b", null, "ab")]
    [InlineData("!!!", null, "untitled")]
    [InlineData("", 1999, "untitled-1999")]
    [InlineData("...And Justice For All...", null, "and-justice-for-all")]
    [InlineData("١٢٣", null, "123")]
    [InlineData("Ⅳ № ﬁn ａｂ", null, "iv-no-fin-ab")]
    [InlineData("Star_Wars/Episode\\IV", null, "star-wars-episode-iv")]
    [InlineData("../../etc/passwd", null, "etc-passwd")]
    public void Of_Title_IsLowerCaseAsciiWithYear(string title, int? year, string slug) => Assert.Equal(slug, Slug.Of(title, year));

    [Fact]
    public void Of_ComposedAndDecomposedTitle_AreTheSame() =>
        Assert.Equal(Slug.Of("Amélie Йети", 2001), Slug.Of("Amélie Йети".Normalize(NormalizationForm.FormD), 2001));

    [Fact]
    public void Of_LongTitle_EndsAtAWordAndLeavesRoom()
    {
        var slug = Slug.Of(string.Join(' ', Enumerable.Repeat("rabbit", 100)), 2005);

        Assert.EndsWith("-rabbit-2005", slug, StringComparison.Ordinal);
        Assert.InRange(slug.Length, Slug.MaxTitleLength - 2, Slug.MaxTitleLength + 5);
        Assert.True(Slug.IsValid(Slug.WithSuffix(slug, int.MaxValue)));
        Assert.Equal(Slug.MaxTitleLength, Slug.Of(new string('a', 5_000), null).Length);
    }

    [Fact]
    public void Of_AnyText_IsValidAndStable() =>
        Properties.Holds(AnyText, title =>
        {
            var slug = Slug.Of(title, 2010);
            Assert.True(Slug.IsValid(slug), slug);
            Assert.DoesNotContain("--", slug, StringComparison.Ordinal);
            Assert.False(slug[0] == '-');
            Assert.Equal(slug, Slug.Of(slug[..^5], 2010));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_000)]
    public void Of_YearOutOfRange_Throws(int year) => Assert.Throws<ArgumentOutOfRangeException>(() => Slug.Of("Film", year));

    [Fact]
    public void WithSuffix_SecondAndThird_AreNumbered()
    {
        Assert.Equal("hamlet-1996-2", Slug.WithSuffix("hamlet-1996", 2));
        Assert.Equal("hamlet-1996-3", Slug.WithSuffix("hamlet-1996", 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Slug.WithSuffix("hamlet-1996", 1));
        Assert.Throws<ArgumentException>(() => Slug.WithSuffix("../hamlet", 2));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("never-let-me-go-2010", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Never", false)]
    [InlineData("a b", false)]
    [InlineData("a..b", false)]
    [InlineData("a/b", false)]
    [InlineData("é", false)]
    [InlineData("a\n", false)]
    public void IsValid_Text_TellsSlugs(string? text, bool valid) => Assert.Equal(valid, Slug.IsValid(text));

    [Fact]
    public void IsValid_LongestAndOneMore_AreToldApart()
    {
        Assert.True(Slug.IsValid(new string('a', Slug.MaxLength)));
        Assert.False(Slug.IsValid(new string('a', Slug.MaxLength + 1)));
    }

    // Every UTF-16 unit, halves of pairs and non-characters included.
    private static Arbitrary<string> AnyText { get; } = Arb.From(
        from length in Gen.Choose(0, 300)
        from units in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 0x24F), Gen.Choose(0x370, 0x52F), Gen.Choose(0, 0xFFFF)), length)
        select string.Concat(units.Select(unit => (char)unit)));
}
