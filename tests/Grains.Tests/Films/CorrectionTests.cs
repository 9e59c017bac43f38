using Grains.Tests.Fixtures;
using Reviews.Contracts.Films;

namespace Grains.Tests.Films;

/// <summary>Editors have the last word on a film's details, whatever imports state and whenever.</summary>
public sealed class CorrectionTests
{
    private const string Id = "never-let-me-go-2010";

    private static FilmDetails Film => Making.Film(Id) with { Genre = "Comedy", RuntimeMinutes = 99, Cast = ["One", "Two"] };

    [Fact]
    public async Task CorrectAsync_ThenAnImport_KeepsWhatWasSetAndWhatWasEmptied()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.Film(Id).PublishAsync(Film);

        var answer = await silo.Film(Id).CorrectAsync(
            Film with { Genre = "Drama", RuntimeMinutes = null, Identity = "another|undated" }, 1);
        var outcome = await silo.Film(Id).PublishAsync(
            Film with { Cast = ["One", "Two", "Three"], ExternalScores = [new ExternalScore("IMDb", 7.3, 10, 252)] });

        Assert.Equal((CorrectionOutcome.Changed, 2), (answer.Outcome, answer.Film.Revision));
        Assert.Equal(PublishOutcome.Changed, outcome);
        var film = (await silo.Film(Id).ReadAsync()).Details!;
        Assert.Equal(("Drama", null, Film.Identity), (film.Genre, film.RuntimeMinutes, film.Identity));
        Assert.Equal(["One", "Two", "Three"], film.Cast);
        Assert.Single(film.ExternalScores);
        Assert.Equal(FilmFacts.Genre | FilmFacts.RuntimeMinutes, film.Corrected);
        Assert.Equal(
            PublishOutcome.Unchanged, await silo.Film(Id).PublishAsync(film with { Genre = "Horror", Corrected = FilmFacts.None }));
    }

    [Fact]
    public async Task CorrectAsync_OfAnotherRevision_IsStaleAndChangesNothing()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.Film(Id).PublishAsync(Film);
        await silo.Film(Id).CorrectAsync(Film with { Genre = "Theirs" }, 1);

        var stale = await silo.Film(Id).CorrectAsync(Film with { Genre = "Mine" }, 1);
        var made = await silo.Film(Id).CorrectAsync(Film with { Genre = "Mine" }, 0);
        var repeated = await silo.Film(Id).CorrectAsync(Film with { Genre = "Theirs" }, 1);

        Assert.Equal((CorrectionOutcome.Stale, "Theirs", 2), (stale.Outcome, stale.Film.Details!.Genre, stale.Film.Revision));
        Assert.Equal(CorrectionOutcome.Stale, made.Outcome);
        Assert.Equal(CorrectionOutcome.Unchanged, repeated.Outcome);
    }

    [Fact]
    public async Task CorrectAsync_TwoAtOnce_OneOfThemIsStale()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.Film(Id).PublishAsync(Film);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => silo.Film(Id).CorrectAsync(Film with { Genre = $"Editor {i}" }, 1)));

        var winner = Assert.Single(answers, answer => answer.Outcome == CorrectionOutcome.Changed);
        Assert.All(answers.Where(answer => answer != winner), answer => Assert.Equal(CorrectionOutcome.Stale, answer.Outcome));
        Assert.Equal(winner.Film.Details!.Genre, (await silo.Film(Id).ReadAsync()).Details!.Genre);
    }

    [Fact]
    public async Task CorrectAsync_NewFilm_IsMadeAndOutlivesTheSilo()
    {
        using var store = new TestStore();
        await using (var silo = await TestSilo.StartAsync(store))
        {
            var made = await silo.Film(Id).CorrectAsync(Making.Film(Id) with { Genre = "Drama" }, 0);
            Assert.Equal((CorrectionOutcome.Made, 1), (made.Outcome, made.Film.Revision));
        }

        await using var later = await TestSilo.StartAsync(store);
        await later.Film(Id).PublishAsync(Film);
        var film = (await later.Film(Id).ReadAsync()).Details!;
        Assert.Equal(("Drama", 99), (film.Genre, film.RuntimeMinutes));
    }
}
