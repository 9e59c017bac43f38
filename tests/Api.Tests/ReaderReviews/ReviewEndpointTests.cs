using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.ReaderReviews;

/// <summary>Reviews by readers: written, read, marked; and what is none.</summary>
public sealed class ReviewEndpointTests(SharedSite shared)
{
    [Fact]
    public async Task Write_WithStars_IsReadByEverybodyAtOnce()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        using var visitor = shared.Site.Visitor();

        var mine = await WriteAsync(
            member, filmId, """{"title":" Quiet \n horror ","body":"A *fine* film, and a sad one.","spoilers":true,"stars":3.5}""");

        Assert.Equal("published", mine.GetProperty("state").GetString());
        var review = Assert.Single((await visitor.ReadAsync($"/api/films/{filmId}/reviews")).GetProperty("items").EnumerateArray());
        Assert.Equal(
            ["reviewId", "userId", "displayName", "stars", "title", "body", "spoilers", "helpful", "createdAt", "editedAt"],
            review.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Quiet horror", review.GetProperty("title").GetString());
        Assert.Equal("A *fine* film, and a sad one.", review.GetProperty("body").GetString());
        Assert.Equal(
            (3.5, true, 0), (review.GetProperty("stars").GetDouble(), review.GetProperty("spoilers").GetBoolean(),
                review.GetProperty("helpful").GetInt32()));
        Assert.Equal(JsonValueKind.Null, review.GetProperty("editedAt").ValueKind);
        Assert.Equal(1, (await visitor.ReadAsync($"/api/films/{filmId}/rating")).GetProperty("count").GetInt32());
        Assert.Equal(
            review.GetRawText(), (
                await visitor.ReadAsync($"/api/films/{filmId}/reviews/{review.GetProperty("reviewId").GetString()}")).GetRawText());

        var profile = await visitor.ReadAsync($"/api/users/{review.GetProperty("userId").GetString()}");
        Assert.Equal(1, profile.GetProperty("counts").GetProperty("reviews").GetInt32());
        Assert.Equal(filmId, Assert.Single(profile.GetProperty("latestReviews").EnumerateArray()).GetProperty("filmId").GetString());
    }

    [Fact]
    public async Task Write_AgainAndWithdraw_OneReviewAMemberAndTheVoteStays()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        await WriteAsync(member, filmId, """{"title":"One","body":"Ten characters.","stars":4}""");
        var second = await WriteAsync(member, filmId, """{"title":"Two","body":"Other characters."}""");
        Assert.NotEqual(JsonValueKind.Null, second.GetProperty("editedAt").ValueKind);
        Assert.Equal(4, second.GetProperty("stars").GetDouble());
        Assert.Single((await member.ReadAsync($"/api/films/{filmId}/reviews")).GetProperty("items").EnumerateArray());

        using var withdrawn = await member.DeleteAsync($"/api/films/{filmId}/reviews/me", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Empty((await member.ReadAsync($"/api/films/{filmId}/reviews")).GetProperty("items").EnumerateArray());
        Assert.Equal(4, (await member.ReadAsync($"/api/films/{filmId}/ratings/me")).GetProperty("stars").GetDouble());
        using var again = await member.DeleteAsync($"/api/films/{filmId}/reviews/me", TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, again);
        using var mine = await member.AskAsync($"/api/films/{filmId}/reviews/me");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, mine);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10_001)]
    public async Task Write_TooShortOrTooLong_NamesTheBody(int length)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var answer = await member.PutJsonAsync(
            "/api/films/alien-1979/reviews/me", $$"""{"title":"T","body":"{{new string('x', length)}}","spoilers":false}""");
        await ProblemAssert.NamesAsync("body", answer);
    }

    [Theory]
    [InlineData("""{"title":"T","body":"                         "}""", "body")]
    [InlineData("""{"title":"T"}""", "body")]
    [InlineData("""{"title":"   ","body":"Ten characters."}""", "title")]
    [InlineData("""{"title":"T","body":"Ten characters.","stars":3.3}""", "stars")]
    [InlineData("""{"title":"T","body":"Ten characters.","stars":"four"}""", "stars")]
    public async Task Write_NoReview_NamesTheField(string json, string field)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var answer = await member.PutJsonAsync("/api/films/alien-1979/reviews/me", json);
        await ProblemAssert.NamesAsync(field, answer);
    }

    [Fact]
    public async Task Write_OneMegabyteOfBrackets_Is413AndTenThousandAreAReview()
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        using var huge = await member.PutJsonAsync(
            $"/api/films/{filmId}/reviews/me", $$"""{"title":"T","body":"{{new string('[', 1_048_576)}}"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.RequestEntityTooLarge, huge);

        await WriteAsync(member, filmId, $$"""{"title":"T","body":"{{new string('[', 10_000)}}"}""");
        using var browser = new Pages.PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{filmId}/reviews");
        Assert.Equal(new string('[', 10_000), browser.Text(".review-text"));
    }

    [Fact]
    public async Task Write_ByNobodyOrOnNoFilm_IsRefusedInOrder()
    {
        using var visitor = shared.Site.Visitor();
        using var member = await shared.Site.NewMemberAsync();
        using var nobody = await visitor.PutJsonAsync("/api/films/nothing-2000/reviews/me", "{}");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, nobody);
        using var noFilm = await member.PutJsonAsync("/api/films/nothing-2000/reviews/me", "{}");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, noFilm);
        using var noList = await visitor.AskAsync("/api/films/nothing-2000/reviews");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, noList);
        using var noReview = await visitor.AskAsync("/api/films/alien-1979/reviews/99");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, noReview);
    }

    [Theory]
    [InlineData("sort=best", "sort")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("pageSize=101", "pageSize")]
    public async Task List_BadQuery_NamesTheField(string query, string field)
    {
        using var visitor = shared.Site.Visitor();
        using var answer = await visitor.AskAsync($"/api/films/alien-1979/reviews?{query}");
        await ProblemAssert.NamesAsync(field, answer);
    }

    [Fact]
    public async Task Helpful_ByOthersOnly_CountsOnceAndOrders()
    {
        var filmId = await shared.NewFilmAsync();
        using var first = await shared.Site.NewMemberAsync();
        using var second = await shared.Site.NewMemberAsync();
        var older = (await WriteAsync(first, filmId, """{"title":"Older","body":"Ten characters."}""")).GetProperty("reviewId").GetString();
        await WriteAsync(second, filmId, """{"title":"Newer","body":"Ten characters."}""");

        using var own = await first.PutAsync($"/api/films/{filmId}/reviews/{older}/helpful", null, TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, own);
        for (var i = 0; i < 2; i++)
        {
            using var marked = await second.PutAsync(
                $"/api/films/{filmId}/reviews/{older}/helpful", null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, marked.StatusCode);
            Assert.Equal(1, (await marked.ReadJsonAsync()).GetProperty("helpful").GetInt32());
        }

        using var no = await second.PutJsonAsync($"/api/films/{filmId}/reviews/{older}/helpful", """{"helpful":false}""");
        Assert.Equal(0, (await no.ReadJsonAsync()).GetProperty("helpful").GetInt32());
        using var yes = await second.PutJsonAsync($"/api/films/{filmId}/reviews/{older}/helpful", "");   // as some clients send no body
        Assert.Equal(1, (await yes.ReadJsonAsync()).GetProperty("helpful").GetInt32());

        Assert.Equal(["Newer", "Older"], await TitlesAsync(first, $"/api/films/{filmId}/reviews"));
        Assert.Equal(["Older", "Newer"], await TitlesAsync(first, $"/api/films/{filmId}/reviews?sort=helpful"));
        var page = await first.ReadAsync($"/api/films/{filmId}/reviews?sort=helpful&pageSize=1");
        Assert.Equal(
            ["Newer"], await TitlesAsync(
                first, $"/api/films/{filmId}/reviews?sort=helpful&pageSize=1&cursor={page.GetProperty("next").GetString()}"));

        using var back = await second.DeleteAsync($"/api/films/{filmId}/reviews/{older}/helpful", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await back.ReadJsonAsync()).GetProperty("helpful").GetInt32());
        using var none = await second.PutAsync($"/api/films/{filmId}/reviews/4711/helpful", null, TestContext.Current.CancellationToken);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, none);
    }

    private static async Task<JsonElement> WriteAsync(HttpClient member, string filmId, string json)
    {
        using var answer = await member.PutJsonAsync($"/api/films/{filmId}/reviews/me", json);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    private static async Task<string[]> TitlesAsync(HttpClient client, string path) =>
        [.. (await client.ReadAsync(path)).GetProperty("items").EnumerateArray()
            .Select(review => review.GetProperty("title").GetString()!)];
}
