using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Films;

[assembly: AssemblyFixture(typeof(SharedSite))]

namespace Reviews.Api.Tests.Fixtures;

/// <summary>
/// One site for all tests that leave it as they would like to find it: each makes members of its own, and votes on a film of its own.
/// </summary>
public sealed class SharedSite : Fixture
{
    /// <summary>Films that any test may read.</summary>
    private const string Films = """
        [
          { "title": "Never Let Me Go", "releaseDate": "2010-10-15", "runtimeMinutes": 103,
            "mpaaRating": "R", "mpaaReason": "for some sexuality and nudity",
            "genre": "Drama", "directors": ["Mark Romanek"], "cast": ["Keira Knightley", "Carey Mulligan"],
            "distributor": "Fox Searchlight",
            "imdbRating": 7.3, "imdbVotes": 252 },
          { "title": "Amélie", "releaseDate": "2001-11-02" },
          { "title": "Alien", "releaseDate": "1979-05-25" },
          { "title": "Zodiac", "releaseDate": "2007-03-02" },
          { "title": "Undated Film" }
        ]
        """;

    private int _films;
    private Site? _site;

    internal Site Site => Started(_site);

    protected override async Task StartAsync()
    {
        _site = await Site.StartAsync();
        await _site.ImportAsync(Films);
    }

    /// <summary>A film that no other test votes on.</summary>
    internal async Task<string> NewFilmAsync()
    {
        var number = Interlocked.Increment(ref _films);
        var details = new FilmDetails { FilmId = $"test-film-{number}-1999", Title = $"Test Film {number}",
            Identity = $"test film {number}|1999-01-01" };
        await Site.Grains.GetGrain<IFilmGrain>(details.FilmId).PublishAsync(details);
        return details.FilmId;
    }

    protected override async Task StopAsync()
    {
        if (_site is not null) await _site.DisposeAsync();
    }
}
