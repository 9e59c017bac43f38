using Reviews.Application.Search;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Catalogue.Search;

public sealed class SearchIndexTests : IDisposable
{
    private static readonly FilmDetails[] Films =
    [
        Film("never-let-me-go-2010", "Never Let Me Go") with { Directors = ["Mark Romanek"], Cast = [
            "Keira Knightley", "Carey Mulligan"], Distributor = "Fox Searchlight" },
        Film("never-say-never-again-1983", "Never Say Never Again"),
        Film("let-me-in-2010", "Let Me In"),
        Film("amelie-2001", "Amélie"),
        Film("alien-nation-1988", "Alien Nation"),
        Film("aliens-1986", "Aliens"),
        Film("alien-1979", "Alien"),
        Film("cowboys-and-aliens-2011", "Cowboys & Aliens"),
        Film("schindlers-list-1993", "Schindler's List"),
        Film("lodz-1975", "Łódź"),
        Film("smile-2000", "Smïle ø Straße"),
        Film("untitled-1954", "七人の侍"),
        Film("9-1-2-weeks-1986", "9½ Weeks"),
        Film("apollo-13-1995", "Apollo 13") with { Directors = ["Ron Howard"] },
        Film("ocean-2012", "Ocean 2012"),
    ];

    private readonly SearchIndex _search = new(TimeProvider.System);

    public SearchIndexTests() => _search.Write(Films);

    [Theory]
    [InlineData("never let me go", "never-let-me-go-2010")]
    [InlineData("  NEVER, let me GO!  ", "never-let-me-go-2010")]
    [InlineData("nevr let me go", "never-let-me-go-2010")]
    [InlineData("neverlet", "")]
    [InlineData("mulligan", "never-let-me-go-2010")]
    [InlineData("muligan", "never-let-me-go-2010")]
    [InlineData("mulig", "never-let-me-go-2010")]
    [InlineData("carey never", "never-let-me-go-2010")]
    [InlineData("go never", "never-let-me-go-2010")]
    [InlineData("searchlight romanek", "never-let-me-go-2010")]
    [InlineData("amelie", "amelie-2001")]
    [InlineData("AMÉLI", "amelie-2001")]
    [InlineData("ameile", "amelie-2001")]
    [InlineData("alien", "alien-1979 aliens-1986 alien-nation-1988 cowboys-and-aliens-2011")]
    [InlineData("aliens", "aliens-1986 cowboys-and-aliens-2011")]
    [InlineData("cowboys and", "cowboys-and-aliens-2011")]
    [InlineData("cowboys & aliens", "cowboys-and-aliens-2011")]
    [InlineData("schindlers", "schindlers-list-1993")]
    [InlineData("schindler's", "schindlers-list-1993")]
    [InlineData("shindlers lits", "schindlers-list-1993")]
    [InlineData("lodz", "lodz-1975")]
    [InlineData("smile o strasse", "smile-2000")]
    [InlineData("七人", "untitled-1954")]
    [InlineData("9½", "9-1-2-weeks-1986")]
    [InlineData("apollo 13", "apollo-13-1995")]
    [InlineData("apollo 14", "")]
    [InlineData("2013", "")]
    [InlineData("lte", "")]
    public void Find_Words_GivesTheFilmsThatFit(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', _search.Find(text)));

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\"")]
    [InlineData("\"\"\"")]
    [InlineData("*")]
    [InlineData("(((")]
    [InlineData("🎬🍿")]
    [InlineData("\u202E\u200F")]
    [InlineData("\u0000\u0007")]
    [InlineData("\uD800")]
    [InlineData("NOT never")]
    [InlineData("title:alien")]
    [InlineData("NEAR(never let)")]
    [InlineData("' OR 1=1; DROP TABLE film --")]
    public void Find_NoWordsOrOperators_GivesNothing(string text) => Assert.Empty(_search.Find(text));

    [Theory]
    [InlineData("\"alien\" AND nation", "")]
    [InlineData("^alien^ *nation*", "alien-nation-1988")]
    [InlineData("{alien}: -nation", "alien-nation-1988")]
    [InlineData("ali\u200Fen \u202Enation", "alien-nation-1988")]
    public void Find_SignsAmongWords_AreNoOperators(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', _search.Find(text)));

    [Fact]
    public void Find_TenThousandCharacters_LooksForTheFirstWords()
    {
        var words = string.Join(' ', Enumerable.Repeat("alien", SearchIndex.MaxWords));
        Assert.Equal(_search.Find(words), _search.Find($"{words} {new string('x', 10_000)}"));
        Assert.NotEmpty(_search.Find(words));
        Assert.Empty(_search.Find(new string('x', 10_000)));
    }

    [Fact]
    public void Write_ChangedTitle_IsFoundUnderTheNewAndNotUnderTheOld()
    {
        _search.Write([Film("alien-1979", "The Eighth Passenger")]);
        Assert.Equal(["alien-1979"], _search.Find("eighth passenger"));
        Assert.DoesNotContain("alien-1979", _search.Find("alien"));
        _search.Write([Film("new-2026", "Xylophone")]);
        Assert.Equal(["new-2026"], _search.Find("xylophnoe"));
    }

    [Fact]
    public async Task Find_WhileFilmsAreWritten_FindsEachFilmUnderOneOfItsTitles()
    {
        _search.Write([Film("turning-2001", "Turning")]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested) Assert.Equal(["turning-2001"], _search.Find("turning"));
            },
            TestContext.Current.CancellationToken)).ToArray();
        for (var round = 0; round < 200; round++)
            _search.Write([Film("turning-2001", $"Turning {round}"), Film($"other-{round}", $"Other {round}")]);
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(["turning-2001"], _search.Find("turning 199"));
        Assert.Equal(200, _search.Find("other").Count);
    }

    public void Dispose() => _search.Dispose();

    private static FilmDetails Film(string filmId, string title) => new() { FilmId = filmId, Title = title, Identity = filmId };
}
