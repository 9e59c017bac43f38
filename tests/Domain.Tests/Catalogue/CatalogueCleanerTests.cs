using Domain.Tests.Fixtures;
using Reviews.Domain.Catalogue;

namespace Domain.Tests.Catalogue;

public sealed class CatalogueCleanerTests
{
    [Fact]
    public void Clean_RowOfTheSample_IsAFilm()
    {
        var film = Rows.CleanOne(RawFilm.Of(new Dictionary<string, string?>
        {
            ["Title"] = "The Mask of Zorro",
            ["US Gross"] = "93828745",
            ["Release Date"] = "Jul 17 1998",
            ["MPAA Rating"] = "PG-13",
            ["Running Time min"] = "136",
            ["Distributor"] = "Sony Pictures",
            ["Source"] = null,
            ["Major Genre"] = "Adventure",
            ["Director"] = "Martin Campbell",
            ["Rotten Tomatoes Rating"] = "82",
            ["IMDB Rating"] = "6.7",
            ["IMDB Votes"] = "4789",
        }));

        Assert.Equal(
            (1, "The Mask of Zorro", new DateOnly(1998, 7, 17), 136), (film.Row, film.Title, film.ReleaseDate, film.RuntimeMinutes));
        Assert.Equal(("PG-13", "Sony Pictures", "Adventure"), (film.MpaaRating, film.Distributor, film.Genre));
        Assert.Equal(["Martin Campbell"], film.Directors);
        Assert.Equal([new CleanScore("IMDb", 6.7, 10, 4789), new CleanScore("Rotten Tomatoes", 82, 100, null)], film.ExternalScores);
        Assert.Equal(("the mask of zorro|1998-07-17", "the-mask-of-zorro-1998"), (film.Identity, film.Slug));
    }

    [Fact]
    public void Clean_OwnRicherFields_AreTaken()
    {
        var film = Rows.CleanOne(RawFilm.Of(new Dictionary<string, string?>
        {
            ["title"] = "Never Let Me Go",
            ["releaseDate"] = "2010-10-15",
            ["runtimeMinutes"] = "103",
            ["mpaa"] = "R",
            ["mpaaReason"] = "for some sexuality and nudity",
            ["directors"] = "Mark Romanek",
            ["cast"] = "Keira Knightley; Carey Mulligan ;Andrew Garfield;;Carey Mulligan",
        }));

        Assert.Equal(("R", "for some sexuality and nudity", 103), (film.MpaaRating, film.MpaaReason, film.RuntimeMinutes));
        Assert.Equal(["Keira Knightley", "Carey Mulligan", "Andrew Garfield"], film.Cast);
        Assert.Equal(["Mark Romanek"], film.Directors);
    }

    [Theory]
    [InlineData("1776", "1776")]
    [InlineData("  Halloween:   The Curse\tof\nMichael Myers ", "Halloween: The Curse of Michael Myers")]
    public void Clean_OddTitle_IsSetRight(string title, string clean) => Assert.Equal(clean, Rows.CleanOne(Rows.Film(title)).Title);

    [Theory]
    [InlineData(null, "Jun 12 1998", "It has no title.")]
    [InlineData("", "Jun 12 1998", "It has no title.")]
    [InlineData(" \t ", "Jun 12 1998", "It has no title.")]
    [InlineData("A\0B", "Jun 12 1998", "Its title contains characters that can't be printed.")]
    [InlineData("A\uD800B", "Jun 12 1998", "Its title contains characters that can't be printed.")]
    [InlineData("Film", "1998", "Its release date '1998' is not a date such as 'Jun 12 1998' or '1998-06-12'.")]
    [InlineData("Film", "Feb 30 1998", "Its release date 'Feb 30 1998' is not a date such as 'Jun 12 1998' or '1998-06-12'.")]
    [InlineData("Film", "06/12/98", "Its release date '06/12/98' is not a date such as 'Jun 12 1998' or '1998-06-12'.")]
    [InlineData("Film", "1066-10-14", "Its release date '1066-10-14' is older than film itself (1888).")]
    [InlineData("Film", "9999-01-01", "Its release date '9999-01-01' is too far in the future.")]
    public void Clean_UncertainRow_IsRefusedWithItsReason(string? title, string date, string reason)
    {
        var cleaned = Rows.Clean(Rows.Film("First"), Rows.Film(title, date), Rows.Film("Last"));

        var refusal = Assert.Single(cleaned.Refusals);
        Assert.Equal((2, reason), (refusal.Row, refusal.Reason));
        Assert.Equal([1, 3], cleaned.Films.Select(film => film.Row));
    }

    [Fact]
    public void Clean_EndlessTitle_IsRefusedAndQuotedShort()
    {
        var refusal = Assert.Single(Rows.Clean(Rows.Film(new string('x', 5_000))).Refusals);

        Assert.Equal("Its title is longer than 300 characters.", refusal.Reason);
        Assert.Equal(101, refusal.Title!.Length);
    }

    [Fact]
    public void Clean_TitleThatCommandsATerminal_IsQuotedWithoutItsControls() =>
        Assert.Equal("\uFFFD[2JFilm", Assert.Single(Rows.Clean(Rows.Film("\u001b[2JFilm")).Refusals).Title);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Clean_NoReleaseDate_IsAnUndatedFilm(string? date)
    {
        var film = Rows.CleanOne(Rows.Film("Film", date));

        Assert.Equal((null, "film|undated", "film"), (film.ReleaseDate, film.Identity, film.Slug));
    }

    [Fact]
    public void Clean_SameTitleAndDate_SecondIsRefusedAsDuplicate()
    {
        var cleaned = Rows.Clean(Rows.Film("Wall-E"), Rows.Film("Other"), Rows.Film("WALL·E", "1998-06-12"));

        var refusal = Assert.Single(cleaned.Refusals);
        Assert.Equal(
            (3, "WALL·E", "It is the same film as row 1: same title and release date."), (refusal.Row, refusal.Title, refusal.Reason));
    }

    [Fact]
    public void Clean_TwoFilmsOfOneTitleAndYear_AreBothKept()
    {
        var films = Rows.Clean(Rows.Film("Hamlet", "1996-01-31"), Rows.Film("Hamlet", "1996-12-25")).Films;

        Assert.Equal(["hamlet-1996", "hamlet-1996"], films.Select(film => film.Slug));
        Assert.Equal(["hamlet|1996-01-31", "hamlet|1996-12-25"], films.Select(film => film.Identity));
    }

    [Fact]
    public void Clean_TitlesWithoutAsciiForm_StayTwoFilms() =>
        Assert.Equal(2, Rows.Clean(Rows.Film("七人の侍"), Rows.Film("用心棒")).Films.Count);

    [Fact]
    public void Clean_Twice_IsTheSame()
    {
        RawFilm[] rows =
        [
            Rows.Film("Film", "Nov 21 2046"), Rows.Film(null), Rows.Film("LÈon") with { MpaaRating = "Open" }, Rows.Film("Film"),
        ];
        var (first, second) = (Rows.Clean(rows), Rows.Clean(rows));

        Assert.Equal(first.Films.Select(film => film.Identity), second.Films.Select(film => film.Identity));
        Assert.Equal(first.Refusals, second.Refusals);
        Assert.Equal(first.Notes, second.Notes);
    }

    [Fact]
    public void Clean_NoRows_IsEmpty() => Assert.Empty(Rows.Clean().Films);
}
