using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Moderation;

/// <summary>When moderators have as much before them as the queue holds, whoever comes is told so, and when to come again.</summary>
[Trait("Category", "Slow")]
public sealed class FullQueueTests
{
    [Fact]
    public async Task QueueIsFull_ReportsAndFirstReviews_Are429ThatSayWhatIsFull()
    {
        await using var site = await Site.StartAsync(["--Reviews:Moderation:FirstReviewsWait=1"]);
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"},{"title":"Zodiac","releaseDate":"2007-03-02"}]""");
        using var moderator = await site.ModeratorAsync();
        using var author = await site.NewMemberAsync();
        using var member = await site.NewMemberAsync();
        var reviewId = await author.ReviewAsync("zodiac-2007");
        var waiting = (await moderator.QueuedAsync("zodiac-2007")).GetProperty("reportId").GetString();
        using var shown = await moderator.PostJsonAsync(
            $"/api/moderation/reports/{waiting}/decision", """{"action":"dismiss","reason":"Fine."}""");
        await site.FillQueueAsync();

        using var report = await member.PostJsonAsync($"/api/films/zodiac-2007/reviews/{reviewId}/reports", """{"reason":"Rude."}""");
        await IsFullAsync(report, "Please report it later");
        using var first = await member.PutJsonAsync("/api/films/zodiac-2007/reviews/me", """{"title":"T","body":"Ten characters."}""");
        await IsFullAsync(first, "Keep your text and send it later");
        using var edit = await author.PutJsonAsync("/api/films/zodiac-2007/reviews/me", """{"title":"T","body":"Another text of it."}""");
        await IsFullAsync(edit, "Keep your text and send it later");   // it was approved, and would have to wait again
        Assert.Equal("published", (await author.ReadAsync("/api/films/zodiac-2007/reviews/me")).GetProperty("state").GetString());
        using var none = await member.AskAsync("/api/films/zodiac-2007/reviews/me");
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, none);

        using var browser = new PaperBrowser(site);
        await browser.JoinAsync();
        await browser.OpenAsync("/films/alien-1979/reviews/mine");
        await browser.PressAsync("main button", ("title", "T"), ("body", "An hour's work."));
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Contains("too many are waiting", browser.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("An hour's work.", browser.Find("textarea").TextContent.Trim());
        await author.ReviewAsync("alien-1979");   // who is known already does not wait
    }

    private static async Task IsFullAsync(HttpResponseMessage response, string says)
    {
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.TooManyRequests, response);
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(1), response.Headers.RetryAfter!.Delta);
    }
}
