using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Films;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Films;

/// <summary>Filters, counts and orders, held against counting by hand.</summary>
public sealed class FilmCatalogueTests
{
    private static readonly string[] Genres = ["Drama", "drama", "Comedy", "Horror"];
    private static readonly string[] People = [.. Enumerable.Range(0, 30).Select(i => $"Person {i}")];
    private static readonly string[] Sorts =
    [
        "title", "-title", "released", "-released", "critic", "-critic", "readers", "-readers", "votes", "-votes",
    ];

    /// <summary>Each facet with what a film has of it, without a word of the code under test.</summary>
    private static readonly (string Name, Func<FilmState, IEnumerable<string?>> Values, Func<FilmQuery, string?> Chosen)[] Properties =
    [
        ("genre", film => [film.Details!.Genre], query => query.Genre),
        ("mpaa", film => [film.Details!.MpaaRating], query => query.Mpaa),
        ("director", film => film.Details!.Directors.Distinct(), query => query.Director),
        ("cast", film => film.Details!.Cast.Distinct(), query => query.Cast),
        ("distributor", film => [film.Details!.Distributor], query => query.Distributor),
        ("decade", film => [film.Details!.ReleaseDate is { } date ? $"{date.Year / 10}0" : null],
            query => query.Decade?.ToString(CultureInfo.InvariantCulture)),
        ("stars", film => Enumerable.Range(1, 10)
            .Where(half => film.Rating.Count > 0 && film.Rating.HalfStarSum >= half * film.Rating.Count).Select(StarsText), query =>
            query.Stars?.ToString("0.#", CultureInfo.InvariantCulture)),
    ];

    [Fact]
    public void Browse_AnyFilters_GivesWhatCountingByHandGives()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        FilmState[] films = [.. Enumerable.Range(0, 400).Select(i => AnyFilm(i, random))];
        using var fixture = new CatalogueFixture(films);
        for (var round = 0; round < 100; round++)
        {
            var query = AnyQuery(random);
            var listing = fixture.Catalogue.Browse(query);
            var expected = films.Where(film => Properties.All(property => Meets(film, property, query)))
                .Select(film => film.Details!.FilmId).ToArray();
            Assert.Equal(expected.Length, listing.Total);
            Assert.Equal(expected.Order(), listing.Films.Select(film => film.Details!.FilmId).Order());
            foreach (var property in Properties)
                AssertFacet(films, query, property, listing.Facets.Single(facet => facet.Name == property.Name));
        }
    }

    [Fact]
    public void Browse_EveryOrderWithFilterAndSearch_KeepsTheOrder()
    {
        var random = new Random(7);
        using var fixture = new CatalogueFixture([.. Enumerable.Range(0, 400).Select(i => AnyFilm(i, random))]);
        foreach (var sort in Sorts)
        {
            var all = Ids(fixture, new FilmQuery { Sort = sort, PageSize = 400 });
            var some = Ids(fixture, new FilmQuery { Sort = sort, PageSize = 400, Genre = "DRAMA", Search = "film 1" });
            Assert.Equal(all.Where(some.Contains), some);
            Assert.InRange(some.Length, 1, all.Length - 1);
        }
    }

    [Fact]
    public void Browse_PageByPage_HasEachFilmOnce()
    {
        var random = new Random(7);
        using var fixture = new CatalogueFixture([.. Enumerable.Range(0, 100).Select(i => AnyFilm(i, random))]);
        var query = new FilmQuery { Search = "film", Sort = FilmSort.Relevance, PageSize = 7 };
        var seen = Enumerable.Range(1, 15).SelectMany(page => Ids(fixture, query with { Page = page })).ToArray();
        Assert.Equal((100, 100), (seen.Length, seen.Distinct().Count()));
        var beyond = fixture.Catalogue.Browse(query with { Page = FilmQuery.MaxPage });
        Assert.Equal((0, 100), (beyond.Films.Count, beyond.Total));
    }

    [Fact]
    public void Browse_ManyDirectors_OffersTheMostFrequentAndTheChosen()
    {
        using var fixture = new CatalogueFixture(
            [.. Enumerable.Range(0, 30).SelectMany(
                person => Enumerable.Range(0, 30 - person).Select(
                    i => CatalogueFixture.Film(Film($"f-{person}-{i}") with { Directors = [People[person]] })))]);
        var choices = fixture.Catalogue.Browse(new FilmQuery { Director = "person 29" })
            .Facets.Single(facet => facet.Name == "director").Choices;
        Assert.Equal([.. People[..FilmCatalogue.MaxChoices], "Person 29"], choices.Select(choice => choice.Value));
        Assert.Equal(
            [.. Enumerable.Range(0, FilmCatalogue.MaxChoices).Select(person => 30 - person), 1], choices.Select(choice => choice.Count));
    }

    [Fact]
    public void Browse_FilterOfAValueThatIsGone_IsEmptyAndOffersTheWayOut()
    {
        using var fixture = new CatalogueFixture([CatalogueFixture.Film(Film("one") with { Genre = "Drama" })]);
        var listing = fixture.Catalogue.Browse(new FilmQuery { Genre = "Kung fu" });
        Assert.Equal(0, listing.Total);
        Assert.Equal(
            [new FacetChoice("Drama", 1), new FacetChoice("Kung fu", 0)], listing.Facets.Single(facet => facet.Name == "genre").Choices);
    }

    [Fact]
    public void Browse_NewsOfFilms_IsThereAfterASecond()
    {
        var clock = new FakeTimeProvider();
        using var fixture = new CatalogueFixture([CatalogueFixture.Film(Film("one")), CatalogueFixture.Film(Film("two"))], clock);
        var best = new FilmQuery { Stars = 4 };
        Assert.Empty(Ids(fixture, best));
        fixture.Put(CatalogueFixture.Film(Film("two"), votes: 3, halfStars: 9));
        Assert.Empty(Ids(fixture, best));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["two"], Ids(fixture, best));
        Assert.Equal(3, fixture.Catalogue.Browse(best).Films[0].Rating.Count);
        fixture.Put(CatalogueFixture.Film(Film("two"), votes: 4, halfStars: 9));
        Assert.Equal(4, fixture.Catalogue.Browse(best).Films[0].Rating.Count);
    }

    private static void AssertFacet(
        FilmState[] films, FilmQuery query, (
            string Name, Func<FilmState, IEnumerable<string?>> Values, Func<FilmQuery, string?> Chosen) property, Facet facet)
    {
        var left = films.Where(film => Properties.Where(other => other.Name != property.Name).All(other => Meets(film, other, query)));
        var counts = left.SelectMany(property.Values).OfType<string>().GroupBy(value => value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.OrdinalIgnoreCase);
        Assert.All(facet.Choices, choice => Assert.Equal(counts.GetValueOrDefault(choice.Value), choice.Count));
        if (property.Chosen(query) is { } chosen)
            Assert.Contains(facet.Choices, choice => choice.Value.Equals(chosen, StringComparison.OrdinalIgnoreCase));
        var offered = counts.Keys.Where(value => property.Name != "stars" || value.Length == 1).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (property.Chosen(query) is { } also) offered.Add(also);
        Assert.InRange(facet.Choices.Count, Math.Min(offered.Count, FilmCatalogue.MaxChoices), FilmCatalogue.MaxChoices + 1);
        Assert.All(facet.Choices, choice => Assert.Contains(choice.Value, offered));
    }

    private static bool Meets(FilmState film,
        (string Name, Func<FilmState, IEnumerable<string?>> Values, Func<FilmQuery, string?> Chosen) property, FilmQuery query) =>
        property.Chosen(query) is not { } chosen || property.Values(film).Contains(chosen, StringComparer.OrdinalIgnoreCase);

    private static string[] Ids(CatalogueFixture fixture, FilmQuery query) =>
        [.. fixture.Catalogue.Browse(query).Films.Select(film => film.Details!.FilmId)];

    private static string StarsText(int halfStars) => (halfStars / 2m).ToString("0.#", CultureInfo.InvariantCulture);

    private static FilmDetails Film(string filmId) => new() { FilmId = filmId, Title = $"Film {filmId}", Identity = filmId };

    private static FilmState AnyFilm(int number, Random random)
    {
        var details = Film($"film-{number}") with
        {
            Title = $"Film {random.Next(100)}",
            Genre = Maybe(Genres),
            MpaaRating = Maybe(["R", "PG-13", "G"]),
            Distributor = Maybe(["Fox", "Sony"]),
            Directors = Some(),
            Cast = Some(),
            ReleaseDate = random.Next(5) == 0 ? null : new DateOnly(random.Next(1915, 2012), 1, 1),
        };
        return CatalogueFixture.Film(details, random.Next(3), random.Next(1, 11));

        string? Maybe(string[] values) => random.Next(4) == 0 ? null : values[random.Next(values.Length)];
        ImmutableArray<string> Some() => [.. Enumerable.Range(0, random.Next(3)).Select(_ => People[random.Next(8)])];
    }

    private static FilmQuery AnyQuery(Random random)
    {
        return new FilmQuery
        {
            Genre = Seldom(Genres[random.Next(4)]),
            Mpaa = Seldom("pg-13"),
            Director = Seldom(People[random.Next(10)]),
            Cast = Seldom(People[random.Next(10)]),
            Distributor = Seldom("sony"),
            Decade = random.Next(4) == 0 ? random.Next(190, 203) * 10 : null,
            Stars = random.Next(4) == 0 ? random.Next(1, 11) / 2m : null,
            Sort = Sorts[random.Next(Sorts.Length)],
            PageSize = 400,
        };

        string? Seldom(string value) => random.Next(4) == 0 ? value : null;
    }
}
