using System.Collections.Immutable;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;

namespace Live.Tests.Fixtures;

/// <summary>Films and ratings made for tests.</summary>
internal static class Films
{
    /// <summary>A film's rating at a version: as many votes of five stars.</summary>
    public static FilmRating Rating(string filmId, long version) =>
        new(filmId, version, (int)version, 10 * version, [0, 0, 0, 0, 0, 0, 0, 0, 0, (int)version]);

    /// <summary>The same, all votes cast in one day.</summary>
    public static FilmRating Charted(string filmId, long version) =>
        Rating(filmId, version) with { Trend = [new TrendPoint(new DateOnly(2010, 10, 15), 1, (int)version, 10 * version)] };

    public static FilmDetails Details(string filmId, int revision = 1) =>
        new() { FilmId = filmId, Title = $"{filmId}, revision {revision}", Identity = filmId };

    public static FilmState State(string filmId, long version, int revision = 1) =>
        new(Details(filmId, revision), revision, Rating(filmId, version));

    public static FeedChange Change(string filmId, long version, int revision = 1, bool withDetails = true) =>
        new(Rating(filmId, version), revision, withDetails ? Details(filmId, revision) : null);

    public static FeedChange Change(string filmId, FilmRating rating) => new(rating, 1, Details(filmId));

    public static FeedPage Page(int shard, long epoch, long after, long number, bool more, params ImmutableArray<FeedChange> films) =>
        new(shard, epoch, after, number, films, more);

    /// <summary>The first film ids of that many that fall into a shard.</summary>
    public static string[] InShard(int shard, int count) =>
        [.. Enumerable.Range(0, int.MaxValue).Select(i => $"film-{i}").Where(id => CatalogueShards.Of(id) == shard).Take(count)];
}
