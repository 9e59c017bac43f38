using Reviews.Contracts.Films;
using Reviews.Contracts.Members;

namespace Grains.Tests.Fixtures;

/// <summary>Films and members as tests make them.</summary>
internal static class Making
{
    public static FilmDetails Film(string filmId, string title = "A Film") =>
        new() { FilmId = filmId, Title = title, Identity = title + "|2010-10-15", ReleaseDate = new DateOnly(2010, 10, 15) };

    public static string StampOf(long userId) => "stamp-" + userId;

    public static MemberAccount Account(long userId, string? email = null) => new()
    {
        UserId = userId,
        UserName = email ?? $"member{userId}@example.org",
        NormalizedUserName = (email ?? $"member{userId}@example.org").ToUpperInvariant(),
        SecurityStamp = StampOf(userId),
        ConcurrencyStamp = "first",
        DisplayName = "Member " + userId,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    public static async Task PublishAsync(this TestSilo silo, string filmId) =>
        Assert.Equal(PublishOutcome.Taken, await silo.Film(filmId).PublishAsync(Film(filmId)));

    public static async Task JoinAsync(this TestSilo silo, long userId) =>
        Assert.True(await silo.User(userId).PutAccountAsync(Account(userId), null, null));

    public static Task<RateAnswer> RateAsync(this TestSilo silo, long userId, string filmId, byte halfStars, TimeSpan? timeLeft = null) =>
        silo.User(userId).RateAsync(
            new RateCommand(StampOf(userId), filmId, halfStars, VoteOrigin.Api, timeLeft ?? TimeSpan.FromSeconds(10)));
}
