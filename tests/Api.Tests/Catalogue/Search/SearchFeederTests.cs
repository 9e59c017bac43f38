using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Search;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Catalogue.Search;

/// <summary>The search follows the catalogue, also over a restart and over a write that failed.</summary>
[Trait("Category", "Slow")]
public sealed class SearchFeederTests
{
    [Fact]
    public async Task Write_ThatFailed_IsRepeatedUntilItWorks()
    {
        var (clock, log, parent) = (new FakeTimeProvider(), new Refusals(), Directory.CreateTempSubdirectory("reviews-feeder-"));
        using var fixture = new CatalogueFixture([], clock, searched: false);
        using var search = new SearchIndex(clock, parent.FullName);
        using var feeder = new SearchFeeder(fixture.Index, search, clock, log);
        await feeder.StartAsync(TestContext.Current.CancellationToken);

        await RenameAsync(parent, "film", "gone");
        fixture.Put(CatalogueFixture.Film(new FilmDetails { FilmId = "quokka-sunrise", Title = "Quokka Sunrise", Identity = "q" }));
        await Eventually.GetAsync(() => log.Count, lines => lines > 0);
        await RenameAsync(parent, "gone", "film");

        await Clocked.GetAsync(clock, TimeSpan.FromSeconds(1), () => search.Find("quokka"), found => found.Count == 1);
        await feeder.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Forget_FilmThatTheStoreCameBackWithout_IsNotFoundAnyMore()
    {
        var clock = new FakeTimeProvider();
        using var fixture = new CatalogueFixture([], clock, searched: false);
        using var search = new SearchIndex(clock);
        using var feeder = new SearchFeeder(fixture.Index, search, clock, new Refusals());
        foreach (var id in (string[])["quokka-sunrise", "quokka-sunset"])
            fixture.Put(CatalogueFixture.Film(new FilmDetails { FilmId = id, Title = id, Identity = id }));
        await feeder.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, search.Find("quokka").Count);

        fixture.Index.Forget(CatalogueShards.Of("quokka-sunset"), incarnation: 1);
        await Clocked.GetAsync(
            clock, TimeSpan.FromSeconds(1), () => search.Find("quokka"), found => found.SequenceEqual(["quokka-sunrise"]));
        await feeder.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Search_AfterARestart_FindsWhatWasPublishedBefore()
    {
        using var folder = new DataFolder();
        await using (var before = await Site.StartAsync(folder: folder.Path))
            await before.ImportAsync("""[{ "title": "Quokka Sunrise", "releaseDate": "2001-01-01" }]""");

        await using var after = await Site.StartAsync(folder: folder.Path);
        using var visitor = after.Visitor();
        var list = await Eventually.GetAsync(
            () => visitor.ReadAsync("/api/films?search=quoka"), found => found.GetProperty("total").GetInt32() > 0);
        Assert.Equal("quokka-sunrise-2001", list.GetProperty("items")[0].GetProperty("filmId").GetString());
    }

    /// <summary>Behind the writer's back: what it writes to is not there.</summary>
    private static async Task RenameAsync(DirectoryInfo parent, string from, string to)
    {
        var file = Directory.GetFiles(parent.FullName, "words.db", SearchOption.AllDirectories).Single();
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE {from} RENAME TO {to}";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Counts what the feeder could not write.</summary>
    private sealed class Refusals : ILogger<SearchFeeder>
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is SqliteException) Interlocked.Increment(ref _count);
        }
    }
}
