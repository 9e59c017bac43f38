using System.Globalization;
using Domain.Tests.Fixtures;
using Reviews.Domain.Catalogue;

namespace Domain.Tests.Catalogue;

public sealed class CenturyRuleTests
{
    [Theory]
    [InlineData("Dec 31 2046", "1946-12-31")]
    [InlineData("2039-12-15", "1939-12-15")]
    [InlineData("Nov 24 2036", "1936-11-24")]
    [InlineData("Nov 23 2036", "2036-11-23")] // ten years ahead to the day: announced
    [InlineData("Feb 08 2015", "2015-02-08")]
    public void Clean_OneRow_OnlyDatesBeyondAnyAnnouncementMoveACentury(string stated, string date) =>
        Assert.Equal(date, Rows.CleanOne(Rows.Film("Film", stated)).ReleaseDate?.ToString("O", CultureInfo.InvariantCulture));

    [Fact]
    public void Clean_ImportThatEndsBeforeAGapAndHasImpossibleDates_MovesAllStragglers()
    {
        RawFilm[] stragglers =
        [
            Rows.Film("The Birth of a Nation", "Feb 08 2015"), Rows.Film("Ben-Hur", "Dec 30 2025"), Rows.Film(
                "Gone with the Wind", "Dec 15 2039"),
        ];
        var cleaned = Rows.Clean([.. Rows.OfYears(1990, 2011, films: 8), .. stragglers]);

        Assert.Equal([1915, 1925, 1939], cleaned.Films.TakeLast(3).Select(film => film.ReleaseDate!.Value.Year));
        Assert.Equal(3, cleaned.Notes.Count);
        Assert.Equal("Release date 'Feb 08 2015' was a century off: 1915-02-08.", cleaned.Notes[0].Note);
        Assert.Equal(2011, cleaned.Films.Max(film => film.ReleaseDate!.Value.Year));
    }

    [Fact]
    public void Clean_ImportWithoutAnImpossibleDate_MovesNothing()
    {
        var cleaned = Rows.Clean([.. Rows.OfYears(1940, 1958, films: 8), Rows.Film("Nightmare Alley", "Dec 17 2021")]);

        Assert.Equal(2021, cleaned.Films[^1].ReleaseDate!.Value.Year);
        Assert.Empty(cleaned.Notes);
    }

    [Fact]
    public void Clean_ImportNewerThanTheClock_MovesNothing()
    {
        var cleaned = CatalogueCleaner.Clean([.. Rows.OfYears(1990, 2011, films: 8)], new DateOnly(2000, 1, 1));

        Assert.Empty(cleaned.Notes);
        Assert.Equal(2011, cleaned.Films[^1].ReleaseDate!.Value.Year);
    }

    [Fact]
    public void Clean_LastDayOfTheCalendarAsToday_DoesNotFail() =>
        Assert.Single(CatalogueCleaner.Clean([Rows.Film("Film")], DateOnly.MaxValue).Films);
}
