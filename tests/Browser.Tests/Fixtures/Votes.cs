namespace Browser.Tests.Fixtures;

/// <summary>Some votes on well-known films of the sample, so that lists and pages have something to show.</summary>
internal static class Votes
{
    private const int People = 11;

    private static readonly double[] FilmOfNote = [1.5, 2.5, 3, 3, 3.5, 3.5, 4, 4, 4, 4.5, 5];

    /// <summary>Films, the first with the most votes.</summary>
    private static readonly string[] Others =
    [
        "the-godfather-1972", "pulp-fiction-1994", "alien-1979", "zodiac-2007", "blade-runner-1982", "jaws-1975",
        "2001-a-space-odyssey-1968",
        "casablanca-1941", "taxi-driver-1976", "fargo-1996",
    ];

    /// <summary>Casts them, always the same.</summary>
    public static async Task CastAsync(Uri address)
    {
        for (var person = 0; person < People; person++)
        {
            using var voter = await Client.JoinAsync(address, Fixtures.People.NewEmail());
            await VoteAsync(voter, SharedSite.FilmOfNote, FilmOfNote[person]);
            for (var film = 0; film < Others.Length - person; film++) await VoteAsync(voter, Others[film], StarsOf(person, film));
        }
    }

    private static async Task VoteAsync(Client voter, string filmId, double stars)
    {
        using var answer = await voter.VoteAsync(filmId, stars);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>3 to 5 stars, spread without any order.</summary>
    private static double StarsOf(int person, int film) => 3 + (((person * 7) + (film * 3)) % 5 / 2.0);
}
