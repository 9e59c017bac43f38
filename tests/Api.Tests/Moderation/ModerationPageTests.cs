using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Moderation;

/// <summary>The moderators' page and the report form, with script off.</summary>
[Trait("Category", "Slow")]
public sealed class ModerationPageTests
{
    private const string Film = "alien-1979";

    [Fact]
    public async Task Page_FromReportToLog_DecidesExcludesAndSuspends()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"}]""");
        using var author = await site.NewMemberAsync();
        var reviewId = await author.ReviewAsync(Film, "<b>Bold</b>");
        using var reader = new PaperBrowser(site);
        await ReportAsync(reader, reviewId);
        await SurgeAsync(site);
        using var desk = await site.ModeratorBrowserAsync();

        await desk.OpenAsync("/moderation");
        Assert.Equal("1 review to look at.", desk.Text(".browse-total"));
        Assert.StartsWith("<b>Bold</b>", desk.Text(".case-text"), StringComparison.Ordinal);
        Assert.Equal("It is rude.", desk.Text(".case-reasons li"));
        await desk.PressAsync("[value=Hide]", ("decision", "Hide"), ("reason", "Rude indeed."));
        Assert.Equal("The review is hidden.", desk.Text(".notice"));
        Assert.Equal("Nothing waits.", desk.Text(".browse-total"));
        await desk.PressAsync(".desk-log details button", ("reason", "A mistake."));
        Assert.Equal("The review is shown again.", desk.Text(".notice"));

        await desk.PressAsync("[aria-labelledby=surges] .case button", ("reason", ""));
        Assert.StartsWith("Say why", desk.Text("[role=alert]"), StringComparison.Ordinal);
        await desk.PressAsync("[aria-labelledby=surges] .case button", ("reason", "Bought votes."));
        Assert.Equal("The ratings of that time do not count any more.", desk.Text(".notice"));
        Assert.Equal(0, (await author.ReadAsync($"/api/films/{Film}/rating")).GetProperty("count").GetInt32());
        await desk.PressAsync("[aria-labelledby=surges] .case button", ("reason", "A premiere."));
        Assert.Equal("The ratings of that time count again.", desk.Text(".notice"));

        await desk.PressAsync("[aria-labelledby=suspension] button", ("userId", reviewId), ("lifts", "false"), ("reason", "Rude again."));
        Assert.Equal("The member is suspended. The votes leave the averages.", desk.Text(".notice"));
        Assert.Equal(5, desk.Page.QuerySelectorAll(".desk-log > li").Length);
        await desk.PressAsync(".desk-log > li:first-child details button", ("reason", "Enough."));
        Assert.Equal("The member may write again. The votes come back into the averages.", desk.Text(".notice"));
        Assert.StartsWith("Suspension ended", desk.Text(".desk-log > li:first-child"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ForWhoDoesNotModerate_IsNotShown()
    {
        await using var site = await Site.StartAsync();
        await site.HidesPageAsync("/moderation");
        await site.HidesPageAsync("/moderation?handler=Decide");
    }

    private static async Task ReportAsync(PaperBrowser reader, string reviewId)
    {
        await reader.JoinAsync($"/films/{Film}/reviews/{reviewId}/report");
        await reader.OpenAsync($"/films/{Film}/reviews/99/report");
        Assert.Equal(HttpStatusCode.NotFound, reader.Status);
        await reader.OpenAsync($"/films/{Film}/reviews/{reviewId}/report");
        await reader.PressAsync("main button", ("Reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, reader.Status);
        await reader.PressAsync("main button", ("Reason", "It is rude."));
        Assert.StartsWith("Thank you.", reader.Text("[role=status]"), StringComparison.Ordinal);
    }

    private static async Task SurgeAsync(Site site)
    {
        var hour = (uint)(site.Clock.GetUtcNow().ToUnixTimeSeconds() / 3_600 * 3_600) - 7_200;
        for (var member = 1; member <= 20; member++)
            await site.Grains.GetGrain<IFilmGrain>(Film).VoteAsync(new Ballot(member, 10, 1, hour, JoinedAt: hour - 60));
        using var visitor = site.Visitor();
        await Eventually.GetAsync(() => visitor.ReadAsync($"/api/films/{Film}/rating/marks"), marks => marks.GetArrayLength() == 1);
    }
}
