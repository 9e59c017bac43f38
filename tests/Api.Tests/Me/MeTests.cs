using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Me;

/// <summary>My account and what others see of it.</summary>
public sealed class MeTests(SharedSite shared)
{
    [Fact]
    public async Task Me_NewMember_HasTheContractsShape()
    {
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        var me = await member.ReadAsync("/api/me");
        Assert.Equal(["userId", "displayName", "email", "roles", "subscription"], me.EnumerateObject().Select(field => field.Name));
        Assert.Equal(email, me.GetProperty("email").GetString());
        Assert.Equal($"Member {me.GetProperty("userId").GetString()![^4..]}", me.GetProperty("displayName").GetString());
        Assert.Empty(me.GetProperty("roles").EnumerateArray());
        Assert.Equal("""{"active":false,"until":null}""", me.GetProperty("subscription").GetRawText());
    }

    [Theory]
    [InlineData("/api/me")]
    [InlineData("/api/me/ratings")]
    [InlineData("/api/films/alien-1979/ratings/me")]
    public async Task Get_NotSignedIn_IsProblem401(string path)
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync(path);
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, response);
    }

    [Fact]
    public async Task Rename_ToAFreeName_IsSeenByAll()
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await member.PutJsonAsync("/api/me", """{"displayName":"  Kathy   H  "}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var me = await response.ReadJsonAsync();
        Assert.Equal("Kathy H", me.GetProperty("displayName").GetString());

        using var visitor = shared.Site.Visitor();
        var profile = await visitor.ReadAsync($"/api/users/{me.GetProperty("userId").GetString()}");
        Assert.Equal("Kathy H", profile.GetProperty("displayName").GetString());
        Assert.Equal(0, profile.GetProperty("counts").GetProperty("ratings").GetInt32());
        Assert.False(profile.TryGetProperty("email", out _));
    }

    [Theory]
    [InlineData("tommy d", "TOMMY D")]
    [InlineData("Ruth C", "Ｒｕｔｈ Ｃ")]
    public async Task Rename_ToATakenName_IsProblem409(string first, string second)
    {
        using var owner = await shared.Site.NewMemberAsync();
        using var other = await shared.Site.NewMemberAsync();
        using var taken = await owner.PutJsonAsync("/api/me", $$"""{"displayName":"{{first}}"}""");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        using var response = await other.PutJsonAsync("/api/me", $$"""{"displayName":"{{second}}"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, response);
    }

    [Fact]
    public async Task Rename_TenRaceForOneName_OneWins_AndAGivenUpNameIsFree()
    {
        var members = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shared.Site.NewMemberAsync()));
        var responses = await Task.WhenAll(members.Select(member => member.PutJsonAsync("/api/me", """{"displayName":"Miss Emily"}""")));
        var winner = Assert.Single(Enumerable.Range(0, 10), i => responses[i].StatusCode == HttpStatusCode.OK);
        Assert.All(responses.Where((_, i) => i != winner), response => Assert.Equal(HttpStatusCode.Conflict, response.StatusCode));

        using var moved = await members[winner].PutJsonAsync("/api/me", """{"displayName":"Madame"}""");
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        using var next = await members[(winner + 1) % 10].PutJsonAsync("/api/me", """{"displayName":"Miss Emily"}""");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        foreach (var member in members) member.Dispose();
    }

    [Theory]
    [InlineData("""{"displayName":"x"}""")]
    [InlineData("""{"displayName":"   x   "}""")]
    [InlineData("""{"displayName":"this name has more than its forty characters"}""")]
    [InlineData("""{"displayName":"line\nbreak"}""")]
    [InlineData("""{"displayName":null}""")]
    [InlineData("{}")]
    public async Task Rename_ToWhatIsNoName_NamesTheField(string body)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await member.PutJsonAsync("/api/me", body);
        await ProblemAssert.NamesAsync("displayName", response);
    }

    [Theory]
    [InlineData("Member 1234")]
    [InlineData("member 7")]
    public async Task Rename_ToANameLikeAGivenOne_IsProblem422(string name)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await member.PutJsonAsync("/api/me", $$"""{"displayName":"{{name}}"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, response);
    }

    [Theory]
    [InlineData("""{"displayName":["a"]}""")]
    [InlineData("\"name\"")]
    [InlineData("null")]
    public async Task Rename_MalformedBody_IsProblem400(string body)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await member.PutJsonAsync("/api/me", body);
        await ProblemAssert.IsAsync(HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task MyRatings_NewestFirst_PageByPage()
    {
        using var member = await shared.Site.NewMemberAsync();
        var films = new List<string>();
        for (var i = 0; i < 53; i++)
        {
            films.Add(await shared.NewFilmAsync());
            await member.VoteAsync(films[^1], "2.5");
        }

        var first = await member.ReadAsync("/api/me/ratings");
        Assert.Equal(50, first.GetProperty("items").GetArrayLength());
        Assert.Equal(["filmId", "title", "stars", "ratedAt"], first.GetProperty("items")[0].EnumerateObject().Select(field => field.Name));
        var second = await member.ReadAsync($"/api/me/ratings?cursor={first.GetProperty("next").GetString()}");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("next").ValueKind);
        var all = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray())
            .Select(vote => vote.GetProperty("filmId").GetString());
        Assert.Equal(Enumerable.Reverse(films), all);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("-1")]
    [InlineData("99999999999999")]
    [InlineData("")]
    public async Task MyRatings_CursorOfNobody_NamesTheField(string cursor)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await member.AskAsync($"/api/me/ratings?cursor={cursor}");
        await ProblemAssert.NamesAsync("cursor", response);
    }
}
