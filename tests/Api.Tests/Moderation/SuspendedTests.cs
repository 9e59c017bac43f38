using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Contracts.Members;

namespace Reviews.Api.Tests.Moderation;

/// <summary>A suspended member reads, exports and erases, and writes nothing.</summary>
public sealed class SuspendedTests(SharedSite shared)
{
    [Fact]
    public async Task Writes_OfASuspendedMember_Are403AndReadsAreNot()
    {
        var filmId = await shared.NewFilmAsync();
        using var author = await shared.Site.NewMemberAsync();
        using var member = await shared.Site.NewMemberAsync();
        var review = $"/api/films/{filmId}/reviews/{await author.ReviewAsync(filmId)}";
        await SuspendAsync(await member.IdAsync());

        foreach (var (method, path, json) in new[]
        {
            (HttpMethod.Put, $"/api/films/{filmId}/ratings/me", """{"stars":3}"""),
            (HttpMethod.Put, $"/api/films/{filmId}/reviews/me", """{"title":"T","body":"Ten characters."}"""),
            (HttpMethod.Put, $"{review}/helpful", "{}"),
            (HttpMethod.Post, $"{review}/reports", """{"reason":"Revenge."}"""),
            (HttpMethod.Post, "/api/films/nothing-2000/reviews/1/reports", "no json"),   // 403 comes before 404 and 400
        })
        {
            using var refused = await member.SendAsync(Calls.Json(method, path, json), TestContext.Current.CancellationToken);
            await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, refused);
        }

        using var moderator = await shared.Site.ModeratorAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => moderator.QueuedAsync(filmId));
        Assert.Equal("spam", (await member.ReadAsync("/api/me/export")).GetProperty("suspension").GetString());
    }

    [Fact]
    public async Task ReportPage_OfASuspendedMember_SaysSoAndKeepsWhatWasTyped()
    {
        var filmId = await shared.NewFilmAsync();
        using var author = await shared.Site.NewMemberAsync();
        var reviewId = await author.ReviewAsync(filmId);
        using var browser = new PaperBrowser(shared.Site);
        using var member = await shared.Site.SignedInAsync(await browser.JoinAsync());
        await SuspendAsync(await member.IdAsync());

        await browser.OpenAsync($"/films/{filmId}/reviews/{reviewId}/report");
        await browser.PressAsync("main button", ("Reason", "Revenge."));

        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        Assert.Contains("suspended", browser.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("Revenge.", browser.Find("textarea").TextContent);
    }

    private Task<bool> SuspendAsync(string userId) =>
        shared.Site.Grains.GetGrain<IUserGrain>(long.Parse(userId, provider: null)).SuspendAsync("spam");
}
