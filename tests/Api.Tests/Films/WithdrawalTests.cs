using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Films;

/// <summary>What is not there can be withdrawn as often and as fast as one likes: it is not there.</summary>
public sealed class WithdrawalTests(SharedSite shared)
{
    [Theory]
    [InlineData("ratings/me")]
    [InlineData("reviews/me")]
    public async Task Delete_OfNothingFortyTimesAtOnce_Is404EachTime(string what)
    {
        var filmId = await shared.NewFilmAsync();
        using var member = await shared.Site.NewMemberAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => member.DeleteAsync($"/api/films/{filmId}/{what}", TestContext.Current.CancellationToken)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }
}
