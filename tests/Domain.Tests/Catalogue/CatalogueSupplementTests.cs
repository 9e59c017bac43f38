using Domain.Tests.Fixtures;
using Reviews.Domain.Catalogue;

namespace Domain.Tests.Catalogue;

public sealed class CatalogueSupplementTests
{
    [Fact]
    public void Merge_FilmOfTheCatalogue_IsFilledButKeepsItsIdentity()
    {
        var catalogue = Rows.Clean(
            Rows.Film("Other"), Rows.Film("Never Let Me Go",
                "Sep 15 2010") with { Genre = "Drama", Distributor = "Fox", ImdbRating = "7.3" });
        var supplement = Rows.Clean(
            Rows.Film(
                "Never Let Me Go", "2010-10-15") with { MpaaRating = "R", Distributor = "Fox Searchlight", Cast = ["Carey Mulligan"] });

        var films = CatalogueSupplement.Merge(catalogue.Films, supplement.Films);

        Assert.Equal(2, films.Count);
        Assert.Equal(
            ("never let me go|2010-09-15", 2, new DateOnly(2010, 10, 15)), (films[1].Identity, films[1].Row, films[1].ReleaseDate));
        Assert.Equal(("Drama", "R", "Fox Searchlight"), (films[1].Genre, films[1].MpaaRating, films[1].Distributor));
        Assert.Equal(["Carey Mulligan"], films[1].Cast);
        Assert.Single(films[1].ExternalScores);
    }

    [Fact]
    public void Merge_FilmThatTheCatalogueLacksOrHasTwice_IsAppended()
    {
        var catalogue = Rows.Clean(Rows.Film("Hamlet", "1996-01-31"), Rows.Film("Hamlet", "1996-12-25"));
        var supplement = Rows.Clean(Rows.Film("Hamlet", "1996-05-05"), Rows.Film("New"));

        var films = CatalogueSupplement.Merge(catalogue.Films, supplement.Films);

        Assert.Equal([.. catalogue.Films, .. supplement.Films], films);
    }
}
