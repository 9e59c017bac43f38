using System.Net;
using System.Text;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Films;

/// <summary>Casting, changing and withdrawing a vote; and what is no vote.</summary>
public sealed class MyVoteTests(SharedSite shared)
{
    [Fact]
    public async Task Vote_First_AnswersWithTheRatingThatIncludesIt()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        var vote = await member.VoteAsync(filmId, "3.5");
        Assert.Equal(["filmId", "stars", "ratedAt", "rating"], vote.EnumerateObject().Select(field => field.Name));
        Assert.Equal((filmId, 3.5), (vote.GetProperty("filmId").GetString(), vote.GetProperty("stars").GetDouble()));
        Assert.Equal(TimeSpan.Zero, vote.GetProperty("ratedAt").GetDateTimeOffset().Offset);
        var rating = vote.GetProperty("rating");
        Assert.Equal((1, 3.5), (rating.GetProperty("count").GetInt32(), rating.GetProperty("average").GetDouble()));
        Assert.Equal("[0,0,0,0,0,0,1,0,0,0]", rating.GetProperty("histogram").GetRawText());
        Assert.True(rating.GetProperty("version").GetInt64() > 0);
    }

    [Fact]
    public async Task Vote_ByThree_HasTheExactMeanAndIsAtOnceInTheRead()
    {
        var filmId = await shared.NewFilmAsync();
        foreach (var stars in new[] { "5", "5", "0.5" })
        {
            using var member = await shared.Site.NewMemberAsync();
            await member.VoteAsync(filmId, stars);
        }

        using var visitor = shared.Site.Visitor();
        var rating = await visitor.ReadAsync($"/api/films/{filmId}/rating");
        Assert.Equal((3, 3.5), (rating.GetProperty("count").GetInt32(), rating.GetProperty("average").GetDouble()));
        Assert.Equal("[1,0,0,0,0,0,0,0,0,2]", rating.GetProperty("histogram").GetRawText());
    }

    [Fact]
    public async Task Vote_SameStarsAgain_ChangesNothingNotEvenTheVersion()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        var first = await member.VoteAsync(filmId, "4");
        var second = await member.VoteAsync(filmId, "4.0");
        Assert.Equal(first.GetRawText(), second.GetRawText());
    }

    [Fact]
    public async Task Vote_Changed_ReplacesTheEarlierOne()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        var first = await member.VoteAsync(filmId, "1");
        var second = await member.VoteAsync(filmId, "5");
        Assert.Equal("[0,0,0,0,0,0,0,0,0,1]", second.GetProperty("rating").GetProperty("histogram").GetRawText());
        Assert.True(
            second.GetProperty("rating").GetProperty("version").GetInt64() > first.GetProperty("rating").GetProperty("version").GetInt64());
        var mine = await member.ReadAsync($"/api/films/{filmId}/ratings/me");
        Assert.Equal(["filmId", "stars", "ratedAt"], mine.EnumerateObject().Select(field => field.Name));
        Assert.Equal(5, mine.GetProperty("stars").GetDouble());
    }

    [Fact]
    public async Task Withdraw_OwnVote_AnswersTheRatingWithoutIt_AndTwiceIs404()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        using var other = await shared.Site.NewMemberAsync();
        await member.VoteAsync(filmId, "1");
        await other.VoteAsync(filmId, "4");

        using var withdrawn = await member.DeleteAsync($"/api/films/{filmId}/ratings/me", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        var rating = await withdrawn.ReadJsonAsync();
        Assert.Equal((1, 4.0), (rating.GetProperty("count").GetInt32(), rating.GetProperty("average").GetDouble()));

        using var again = await member.DeleteAsync($"/api/films/{filmId}/ratings/me", TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, again);
        using var mine = await member.AskAsync($"/api/films/{filmId}/ratings/me");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, mine);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.4")]
    [InlineData("5.5")]
    [InlineData("3.3")]
    [InlineData("3.5000000000000000000000001")]
    [InlineData("-1")]
    [InlineData("-0.5")]
    [InlineData("1e308")]
    [InlineData("1e999")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("\"4\"")]
    [InlineData("\"NaN\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[4]")]
    [InlineData("{\"value\":4}")]
    public async Task Vote_StarsThatAreNone_NamesTheFieldAndChangesNothing(string stars)
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        using var response = await member.PutJsonAsync($"/api/films/{filmId}/ratings/me", $$"""{"stars":{{stars}}}""");
        await ProblemAssert.NamesAsync("stars", response);
        using var visitor = shared.Site.Visitor();
        Assert.Equal(0, (await visitor.ReadAsync($"/api/films/{filmId}/rating")).GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"stars\":", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("null", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("4", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"stars\":4,\"stars\":5}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("stars=4", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{\"stars\":4}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Vote_BodyThatIsNone_IsRefused(string body, string mediaType, HttpStatusCode expected)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var content = new StringContent(body, Encoding.UTF8, mediaType);
        using var response = await member.PutAsync("/api/films/zodiac-2007/ratings/me", content, TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(expected, response);
    }

    [Fact]
    public async Task Vote_BodyOfThreeMegabytes_IsProblem413()
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await member.PutJsonAsync(
            "/api/films/zodiac-2007/ratings/me", $$"""{"stars":4,"note":"{{new string('x', 3_000_000)}}"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.RequestEntityTooLarge, response);
    }

    [Fact]
    public async Task Refusals_SeveralAtOnce_ComeInTheContractsOrder()
    {
        using var visitor = shared.Site.Visitor();
        using var member = await shared.Site.NewMemberAsync();
        const string nonsense = """{"stars":"x"}""";
        using var anonymous = await visitor.PutJsonAsync("/api/films/nothing-here-1900/ratings/me", nonsense);
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, anonymous);
        using var unknown = await member.PutJsonAsync("/api/films/nothing-here-1900/ratings/me", nonsense);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, unknown);
        using var overlong = await member.PutJsonAsync($"/api/films/{new string('a', 5_000)}/ratings/me", nonsense);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, overlong);
        using var forbidden = await member.AskAsync("/api/admin/audit/nothing-here-1900");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, forbidden);
    }
}
