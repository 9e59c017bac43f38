using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Films;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Tests.Films;

/// <summary>Our critic's verdict comes from the newest article that has one and whose time has come.</summary>
public sealed class CriticTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_NewestWithStarsThatIsShown_IsTheVerdict()
    {
        var film = Film(Article("later", 10, Noon.AddHours(1)), Article("plain", 0, Noon), Article("verdict", 7, Noon.AddDays(-1)),
            Article("old", 2, Noon.AddDays(-2)));

        Assert.Equal(new CriticVerdict(3.5m, "Good", "verdict"), CriticVerdict.Of(film, Noon));
        Assert.Equal(new CriticVerdict(5m, "Excellent", "later"), CriticVerdict.Of(film, Noon.AddHours(1)));
        Assert.Null(CriticVerdict.Of(film, Noon.AddYears(-1)));
        Assert.Null(CriticVerdict.Of(film with { Writing = null }, Noon));
    }

    [Fact]
    public void Browse_ByCritic_FollowsTheVerdicts()
    {
        var films = new[] { Named("a", 4), Named("b", 9), Named("c", 0), Named("d", 6) };
        using var fixture = new CatalogueFixture(films, new FakeTimeProvider(Noon));

        Assert.Equal(["a", "d", "b", "c"], Ids("critic"));
        Assert.Equal(["b", "d", "a", "c"], Ids("-critic"));

        string[] Ids(string sort) =>
            [.. fixture.Catalogue.Browse(new FilmQuery { Sort = sort }).Films.Select(film => film.Details!.FilmId)];
    }

    private static FilmState Named(string id, byte halfStars)
    {
        var film = CatalogueFixture.Film(new FilmDetails { FilmId = id, Title = id, Identity = id });
        return film with { Writing = new FilmWriting(1, [Article(id, halfStars, Noon)], 0, []) };
    }

    private static FilmState Film(params ArticleSummary[] articles) =>
        CatalogueFixture.Film(
            new FilmDetails { FilmId = "f", Title = "F", Identity = "f" }) with { Writing = new FilmWriting(1, [.. articles], 0, []) };

    private static ArticleSummary Article(string slug, byte halfStars, DateTimeOffset published) =>
        new(slug, 1, slug, "A Critic", "f", halfStars, ArticleAccess.Free, false, published, "");
}
