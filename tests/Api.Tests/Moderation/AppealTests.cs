using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Tests.Moderation;

/// <summary>The author of a hidden review is told why, and appeals once, by the API and by the page.</summary>
public sealed class AppealTests(SharedSite shared)
{
    private const string Json = """{"text":" It was a quotation. "}""";

    [Fact]
    public async Task Appeal_OfAHiddenReview_Is202OnceAndInTheQueue()
    {
        var filmId = await shared.NewFilmAsync();
        using var author = await shared.Site.NewMemberAsync();
        using var moderator = await shared.Site.ModeratorAsync();
        await HideAsync(filmId, author, moderator);
        var path = $"/api/films/{filmId}/reviews/me/appeal";

        using var taken = await author.PostJsonAsync(path, Json);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        using var twice = await author.PostJsonAsync(path, Json);
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, twice);

        var item = await moderator.QueuedAsync(filmId);
        Assert.Equal("appealed", item.GetProperty("kind").GetString());
        Assert.Equal("It was a quotation.", item.GetProperty("appeal").GetProperty("text").GetString());
        await moderator.DecideAsync(item, "dismiss", "It was not.");
        Assert.Equal("hidden", (await author.ReadAsync($"/api/films/{filmId}/reviews/me")).GetProperty("state").GetString());
        using var late = await author.PostJsonAsync(path, Json);
        await ProblemAssert.IsAsync(HttpStatusCode.Conflict, late);
    }

    [Fact]
    public async Task Hide_ThenAppeal_EveryDecisionComesToTheAuthorByLetter()
    {
        var filmId = await shared.NewFilmAsync();
        var email = Calls.NewEmail();
        using var author = await shared.Site.NewMemberAsync(email);
        using var moderator = await shared.Site.ModeratorAsync();
        await HideAsync(filmId, author, moderator);

        var hidden = await shared.Site.MailAsync(email, "Your review was hidden");
        Assert.Contains("The moderator’s reason: Insults help nobody.", hidden.TextBody, StringComparison.Ordinal);
        Assert.Contains("you can appeal once", hidden.TextBody, StringComparison.Ordinal);
        Assert.Equal($"/films/{filmId}/reviews/mine", hidden.Link());
        using var taken = await author.PostJsonAsync($"/api/films/{filmId}/reviews/me/appeal", Json);
        var item = await moderator.QueuedAsync(filmId);
        await moderator.DecideAsync(item, "dismiss", "It was not.");
        var stays = await shared.Site.MailAsync(email, "Your review stays hidden");
        Assert.Contains("It was not.", stays.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("appeal", stays.TextBody, StringComparison.Ordinal);
        await moderator.DecideAsync(item, "restore", "It was after all.");
        var shown = await shared.Site.MailAsync(email, "Your review is visible again");
        Assert.Equal($"/films/{filmId}", shown.Link());
        Assert.Empty(await Desk(shared.Site).UntoldAsync());
    }

    [Fact]
    public async Task Appeal_OfWhatIsNoHiddenReview_IsRefusedInOrder()
    {
        var filmId = await shared.NewFilmAsync();
        using var visitor = shared.Site.Visitor();
        using var nobody = await visitor.PostJsonAsync($"/api/films/{filmId}/reviews/me/appeal", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.Unauthorized, nobody);
        using var member = await shared.Site.NewMemberAsync();
        foreach (var path in new[] { "/api/films/nothing-2000/reviews/me/appeal", $"/api/films/{filmId}/reviews/me/appeal" })
        {
            using var unknown = await member.PostJsonAsync(path, "no json");
            await ProblemAssert.IsAsync(HttpStatusCode.NotFound, unknown);
        }

        await member.ReviewAsync(filmId);
        foreach (var json in new[] { "{}", """{"text":"  "}""", """{"text":"a\u0000b"}""", $$"""{"text":"{{new string('x', 2_001)}}"}""" })
        {
            using var unfit = await member.PostJsonAsync($"/api/films/{filmId}/reviews/me/appeal", json);
            await ProblemAssert.NamesAsync("text", unfit);
        }

        using var shown = await member.PostJsonAsync($"/api/films/{filmId}/reviews/me/appeal", Json);
        await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, shown);
        await shared.Site.Grains.GetGrain<IUserGrain>(long.Parse(await member.IdAsync(), provider: null)).SuspendAsync("spam");
        using var suspended = await member.PostJsonAsync("/api/films/nothing-2000/reviews/me/appeal", "no json");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, suspended);
    }

    [Fact]
    public async Task Page_OfAHiddenReview_TellsTheReasonAndTakesOneAppeal()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        using var author = await shared.Site.SignedInAsync(await browser.JoinAsync());
        using var moderator = await shared.Site.ModeratorAsync();
        await HideAsync(filmId, author, moderator);
        const string send = ".review-hidden button";

        await browser.OpenAsync($"/films/{filmId}/reviews/mine");
        Assert.Equal("Insults help nobody.", browser.Text(".review-hidden blockquote"));
        await browser.PressAsync(send, ("text", " "));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.StartsWith("Say why", browser.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("Quiet horror", browser.Find("#title").GetAttribute("value"));
        await browser.PressAsync(send, ("text", "It was a quotation."));
        Assert.Equal($"/films/{filmId}/reviews/mine", browser.Address);
        Assert.Equal("You’ve appealed. A moderator will look at it.", browser.Text("[role=status]"));
        Assert.Null(browser.Page.QuerySelector(send));

        await browser.SendAsync($"/films/{filmId}/reviews/mine?handler=appeal", [KeyValuePair.Create("text", "Once more.")], "same-origin");
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.StartsWith("You’ve already appealed.", browser.Text("[role=alert]"), StringComparison.Ordinal);
        await browser.SendAsync($"/films/{filmId}/reviews/mine?handler=appeal", [KeyValuePair.Create("text", "Forged.")], "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Equal("It was a quotation.", (await moderator.QueuedAsync(filmId)).GetProperty("appeal").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Page_WhereNothingIsHidden_RefusesAnAppealAndSaysSo()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        using var author = await shared.Site.SignedInAsync(await browser.JoinAsync());
        await browser.SendAsync($"/films/{filmId}/reviews/mine?handler=appeal", [KeyValuePair.Create("text", "Why not.")], "same-origin");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await author.ReviewAsync(filmId);

        await browser.SendAsync($"/films/{filmId}/reviews/mine?handler=appeal", [KeyValuePair.Create("text", "Why not.")], "same-origin");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.StartsWith("Your review isn’t hidden", browser.Text("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Letter_OfADecisionThatNobodyToldOf_ComesAfterTheNextStart()
    {
        using var folder = new DataFolder();
        var email = Calls.NewEmail();
        await using (var site = await Site.StartAsync(folder: folder.Path))
        {
            await site.ImportAsync("""[{"title":"Alien","releaseDate":"1979-05-25"}]""");
            using var author = await site.NewMemberAsync(email);
            using var reader = await site.NewMemberAsync();
            await reader.ReportAsync("alien-1979", await author.ReviewAsync("alien-1979"));
            await Desk(site).DecideAsync(1, ModerationAction.Hide, 1, "Insults help nobody.");   // as by a node that ends just then
            Assert.DoesNotContain(await site.MailsAsync(email), mail => mail.Subject == "Your review was hidden");
        }

        await using var next = Site.Create(folder: folder.Path);
        next.Clock.Advance(TimeSpan.FromMinutes(2));
        await next.App.StartAsync(TestContext.Current.CancellationToken);

        var letter = await next.MailAsync(email, "Your review was hidden");
        Assert.Contains("your review of Alien.", letter.TextBody, StringComparison.Ordinal);
        await Eventually.GetAsync(() => Desk(next).UntoldAsync(), untold => untold.IsEmpty);
    }

    private async Task HideAsync(string filmId, HttpClient author, HttpClient moderator)
    {
        using var reader = await shared.Site.NewMemberAsync();
        await reader.ReportAsync(filmId, await author.ReviewAsync(filmId));
        await moderator.DecideAsync(await moderator.QueuedAsync(filmId), "hide", "Insults help nobody.");
    }

    private static IModerationGrain Desk(Site site) => site.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
}
