using Domain.Tests.Fixtures;
using Reviews.Domain.Catalogue;

namespace Domain.Tests.Catalogue;

public sealed class DoubtfulValueTests
{
    [Theory]
    [InlineData("R", "R")]
    [InlineData(" pg-13 ", "PG-13")]
    [InlineData("NR", "Not Rated")]
    [InlineData("unrated", "Not Rated")]
    [InlineData("not rated", "Not Rated")]
    public void Clean_KnownMpaaRating_IsTakenAsPrinted(string text, string rating) =>
        Assert.Equal(rating, Rows.CleanOne(Rows.Film("Film") with { MpaaRating = text }).MpaaRating);

    [Theory]
    [InlineData("MPAA rating", "Open")]
    [InlineData("MPAA rating", "X")]
    [InlineData("distributor", "Distributor Unknown")]
    [InlineData("running time", "0")]
    [InlineData("running time", "-5")]
    [InlineData("running time", "1001")]
    [InlineData("running time", "101.5")]
    [InlineData("running time", "two hours")]
    [InlineData("running time", "NaN")]
    [InlineData("running time", "1e400")]
    [InlineData("IMDb rating", "0")]
    [InlineData("IMDb rating", "10.1")]
    [InlineData("IMDb rating", "n/a")]
    [InlineData("IMDb votes", "-1")]
    [InlineData("IMDb votes", "99999999999")]
    [InlineData("Rotten Tomatoes rating", "101")]
    public void Clean_DoubtfulValue_IsLeftOutWithANote(string name, string value)
    {
        var cleaned = Rows.Clean(With(Rows.Film("Film"), name, value));

        var film = Assert.Single(cleaned.Films);
        Assert.Equal((null, null, null), (film.MpaaRating, film.Distributor, film.RuntimeMinutes));
        Assert.Empty(film.ExternalScores);
        var note = Assert.Single(cleaned.Notes);
        Assert.Equal((1, "Film"), (note.Row, note.Title));
        Assert.StartsWith($"The {name} '{value}' left out: ", note.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("running time", "")]
    [InlineData("MPAA rating", "  ")]
    [InlineData("distributor", "")]
    [InlineData("IMDb rating", "")]
    public void Clean_EmptyValue_IsAbsentWithoutANote(string name, string value) =>
        Assert.Empty(Rows.Clean(With(Rows.Film("Film"), name, value)).Notes);

    [Fact]
    public void Clean_WholeNumberWithDecimals_IsTaken() =>
        Assert.Equal(103, Rows.CleanOne(Rows.Film("Film") with { RunningTimeMinutes = "103.0" }).RuntimeMinutes);

    [Fact]
    public void Clean_MoreThanAHundredNames_KeepsTheFirst()
    {
        var cleaned = Rows.Clean(Rows.Film("Film") with { Cast = [.. Enumerable.Range(1, 150).Select(number => $"Player {number}")] });

        Assert.Equal(100, Assert.Single(cleaned.Films).Cast.Length);
        Assert.Equal("Only the first 100 of 150 names in cast were kept.", Assert.Single(cleaned.Notes).Note);
    }

    [Theory]
    [InlineData("LÈon", "Léon")]
    [InlineData("DÈj‡ Vu", "Déjà Vu")]
    [InlineData("La MÙme", "La Môme")]
    [InlineData("Die F‰lscher", "Die Fälscher")]
    [InlineData("Per qualche dollaro in pi˘", "Per qualche dollaro in più")]
    [InlineData("De battre mon coeur s'est arrÍtÈ", "De battre mon coeur s'est arrêté")]
    [InlineData("Obsluhoval jsem anglickÈho kr·le", "Obsluhoval jsem anglického krále")]
    [InlineData("The Naked Gun 2Ω: The Smell of Fear", "The Naked Gun 2½: The Smell of Fear")]
    public void Clean_TitleReadAsMacRoman_IsSetRightWithANote(string title, string meant)
    {
        var cleaned = Rows.Clean(Rows.Film(title));

        Assert.Equal(meant, Assert.Single(cleaned.Films).Title);
        Assert.Equal($"Title '{title}' corrected to '{meant}'.", Assert.Single(cleaned.Notes).Note);
    }

    [Theory]
    [InlineData("Léon")]
    [InlineData("LÉON")]
    [InlineData("ÊTRE ET AVOIR")]
    [InlineData("Ô Brother")]
    [InlineData("Tír na nÓg")]
    [InlineData("Alien³")]
    [InlineData("Ri¢hie Ri¢h")]
    [InlineData("WALL·E")]
    [InlineData("La col·lecció")]
    [InlineData("Ω")]
    [InlineData("I Love You Ö Don't Touch Me!")]
    public void Clean_TitleThatMayBeMeantSo_StaysAsItIs(string title)
    {
        var cleaned = Rows.Clean(Rows.Film(title));

        Assert.Equal(title, Assert.Single(cleaned.Films).Title);
        Assert.Empty(cleaned.Notes);
    }

    private static RawFilm With(RawFilm film, string name, string value) => name switch
    {
        "MPAA rating" => film with { MpaaRating = value },
        "distributor" => film with { Distributor = value },
        "running time" => film with { RunningTimeMinutes = value },
        "IMDb rating" => film with { ImdbRating = value },
        "IMDb votes" => film with { ImdbVotes = value },
        _ => film with { RottenTomatoesRating = value },
    };
}
