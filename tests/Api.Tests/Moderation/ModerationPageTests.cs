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
        Assert.Equal("The review has been hidden.", desk.Text(".notice"));
        Assert.Equal("Nothing to look at.", desk.Text(".browse-total"));
        await desk.PressAsync(".desk-log details button", ("reason", "A mistake."));
        Assert.Equal("The review is visible again.", desk.Text(".notice"));

        await desk.PressAsync("[aria-labelledby=surges] .case button", ("reason", ""));
        Assert.StartsWith("Say why", desk.Text("[role=alert]"), StringComparison.Ordinal);
        await desk.PressAsync("[aria-labelledby=surges] .case button", ("reason", "Bought votes."));
        Assert.Equal("The ratings from that time no longer count.", desk.Text(".notice"));
        Assert.Equal(0, (await author.ReadAsync($"/api/films/{Film}/rating")).GetProperty("count").GetInt32());
        await desk.PressAsync("[aria-labelledby=surges] .case button", ("reason", "A premiere."));
        Assert.Equal("The ratings from that time count again.", desk.Text(".notice"));

        await desk.PressAsync("[aria-labelledby=suspension] button", ("userId", reviewId), ("lifts", "false"), ("reason", "Rude again."));
        Assert.Equal("The member has been suspended, and their votes no longer count.", desk.Text(".notice"));
        Assert.Equal(5, desk.Page.QuerySelectorAll(".desk-log > li").Length);
        await desk.PressAsync(".desk-log > li:first-child details button", ("reason", "Enough."));
        Assert.Equal("The member can post again, and their votes count again.", desk.Text(".notice"));
        Assert.StartsWith("Suspension ended", desk.Text(".desk-log > li:first-child"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ReviewChangesUnderTheModerator_KeepsTheReasonAndShowsBothTexts()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"}]""");
        using var author = await site.NewMemberAsync();
        using var reader = await site.NewMemberAsync();
        await reader.ReportAsync(Film, await author.ReviewAsync(Film, body: "Nothing but insults."));
        using var desk = await site.ModeratorBrowserAsync();
        await desk.OpenAsync("/moderation");
        await author.ReviewAsync(Film, body: "Nothing but praise.");

        await desk.PressAsync("[value=Dismiss]", ("decision", "Dismiss"), ("reason", "Harmless."));

        Assert.StartsWith("The review has changed since you saw it", desk.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("Harmless.", desk.Text(".case textarea"));
        Assert.EndsWith("Nothing but praise.", desk.Text(".case-text"), StringComparison.Ordinal);
        Assert.EndsWith("Nothing but insults.", desk.Text("h4 + .case-text ~ .case-text"), StringComparison.Ordinal);
        await desk.PressAsync("[value=Hide]", ("decision", "Hide"), ("reason", "It was rude before."));
        Assert.Equal("The review has been hidden.", desk.Text(".notice"));
    }

    [Fact]
    public async Task Page_AppealAndRewrittenReview_AreLeftHiddenOrShownAgain()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"}]""");
        using var author = await site.NewMemberAsync();
        using var reader = await site.NewMemberAsync();
        await reader.ReportAsync(Film, await author.ReviewAsync(Film));
        using var desk = await site.ModeratorBrowserAsync();
        await desk.OpenAsync("/moderation");
        await desk.PressAsync("[value=Hide]", ("decision", "Hide"), ("reason", "Rude."));
        const string appeal = """{"text":"It was a <b>quotation</b>."}""";
        using var appealed = await author.PostJsonAsync($"/api/films/{Film}/reviews/me/appeal", appeal);

        await desk.OpenAsync("/moderation");
        Assert.StartsWith("Appeal against hiding it", desk.Text(".case h3"), StringComparison.Ordinal);
        Assert.Equal("It was a <b>quotation</b>.", desk.Text(".case-appeal"));
        await desk.PressAsync("[value=Dismiss]", ("decision", "Dismiss"), ("reason", "It was not."));
        Assert.Equal("The review stays hidden.", desk.Text(".notice"));
        Assert.StartsWith("Review left hidden", desk.Text(".desk-log > li"), StringComparison.Ordinal);
        Assert.Contains("(after an appeal)", desk.Text(".desk-log > li"), StringComparison.Ordinal);

        await author.ReviewAsync(Film, "Another", "Other words, and better ones.");
        await desk.PressAsync(".desk-log > li:first-child details button", ("reason", "By the log."));
        Assert.StartsWith("The review has changed since you saw it", desk.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.StartsWith("Rewritten since it was hidden", desk.Text(".case h3"), StringComparison.Ordinal);
        await desk.PressAsync(".case [value=Restore]", ("decision", "Restore"), ("reason", "Better."));
        Assert.Equal("The review is visible again.", desk.Text(".notice"));
        Assert.Equal("Nothing to look at.", desk.Text(".browse-total"));
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
