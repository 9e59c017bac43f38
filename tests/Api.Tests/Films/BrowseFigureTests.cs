using System.Globalization;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Films;

namespace Reviews.Api.Tests.Films;

/// <summary>What a query costs over the sample, for the record; no clock decides whether it is right.</summary>
public sealed class BrowseFigureTests
{
    private const int Rounds = 100;

    [Fact]
    public async Task Browse_TheSample_IsMeasured()
    {
        var films = await CatalogueFixture.SampleAsync();
        using var fixture = new CatalogueFixture([.. films.Select((film, i) => CatalogueFixture.Film(film, i % 5, 1 + i % 10))]);

        // Every query is another, so that none is answered by what was kept.
        Measure(
            "a director, with counts", i =>
                new FilmQuery { Director = films[i * 7].Directors is [var name, ..] ? name : "Nobody", Genre = $"{i}" }, fixture);
        Measure("a decade, with counts", i => new FilmQuery { Decade = 1960 + i % 5 * 10, Distributor = $"{i}" }, fixture);
        Measure(
            "a letter", i =>
                new FilmQuery { Search = $"{(char)('a' + i % 26)}", Sort = FilmSort.Relevance, Distributor = $"{i}" }, fixture);
        Measure("a word", i => new FilmQuery { Search = films[i * 7].Title.Split(' ')[0], Sort = FilmSort.Relevance }, fixture);
        Measure("a whole title", i => new FilmQuery { Search = films[i * 7].Title, Sort = FilmSort.Relevance }, fixture);
        Measure(
            "a slip", i =>
                new FilmQuery { Search = "nevr let me " + (char)('a' + i % 26), Sort = FilmSort.Relevance, Genre = $"{i}" }, fixture);
        Assert.Equal(
            "Never Let Me Go", fixture.Catalogue.Browse(
                new FilmQuery { Search = "nevr let me go", Sort = FilmSort.Relevance }).Films[0].Details!.Title);
    }

    /// <summary>The median: what one query takes while nobody takes its processor away.</summary>
    private static void Measure(string what, Func<int, FilmQuery> query, CatalogueFixture fixture)
    {
        for (var i = 0; i < Rounds; i++) fixture.Catalogue.Browse(query(Rounds + i));
        var taken = Enumerable.Range(0, Rounds).Select(query).Select(one => Take(one, fixture).TotalMicroseconds).Order().ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"Figure: browsing {fixture.Index.All.Count} films by {what}: {taken[Rounds / 2]:0} µs."));
    }

    private static TimeSpan Take(FilmQuery query, CatalogueFixture fixture)
    {
        var start = TimeProvider.System.GetTimestamp();
        fixture.Catalogue.Browse(query);
        return TimeProvider.System.GetElapsedTime(start);
    }
}
