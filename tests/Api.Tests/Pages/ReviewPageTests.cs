using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Members;

namespace Reviews.Api.Tests.Pages;

/// <summary>Reviews by readers on pages, with script off.</summary>
public sealed class ReviewPageTests(SharedSite shared)
{
    private const string Save = "form.review-form .button";

    [Fact]
    public async Task Write_ByForm_IsOnTheFilmsPageAtOnceChangedAndWithdrawn()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync($"/films/{filmId}/reviews/mine");
        Assert.Equal("Your review", browser.Text("h1"));

        await browser.PressAsync(
            Save, ("title", "Quiet horror"), ("body", "A *fine* film.\r\n\r\n<script>alert(1)</script>"), ("halfStars", "7"));
        Assert.Equal($"/films/{filmId}", browser.Address);
        Assert.Equal("Quiet horror", browser.Text(".review h3"));
        Assert.Equal("fine", browser.Text(".review em"));
        Assert.Null(browser.Page.QuerySelector(".review script"));
        Assert.Contains("three and a half stars", browser.Text(".review-by"), StringComparison.Ordinal);

        await browser.OpenAsync($"/films/{filmId}/reviews/mine");
        Assert.StartsWith("A *fine* film.", browser.Find("textarea").TextContent, StringComparison.Ordinal);
        await browser.PressAsync(Save, ("title", "Changed"), ("body", "He dies in the end, and so do they."), ("spoilers", "true"));
        Assert.Contains("dies", browser.Text("details .review-text"), StringComparison.Ordinal);

        await browser.OpenAsync($"/films/{filmId}/reviews/mine");
        await browser.PressAsync("form.review-form .button-quiet");
        Assert.Null(browser.Page.QuerySelector(".review"));
    }

    [Theory]
    [InlineData("", "Long enough, I think.", "headline")]
    [InlineData("A headline", "Too short", "yours has 9")]
    [InlineData("A headline", "               ", "yours has 0")]
    public async Task Write_NoReview_SaysWhyAndKeepsWhatWasTyped(string title, string body, string why)
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync($"/films/{filmId}/reviews/mine");

        await browser.PressAsync(Save, ("title", title), ("body", body));

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Contains(why, browser.Text(".form-errors"), StringComparison.Ordinal);
        Assert.Equal(body.Trim(), browser.Find("textarea").TextContent);   // of spaces alone nothing is kept
    }

    [Fact]
    public async Task Write_SessionOver_ShowsTheTextStill()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync($"/films/{filmId}/reviews/mine");
        browser.LoseSession();

        await browser.PressAsync(Save, ("title", "A headline"), ("body", "Every word of this is dear to me."));

        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
        Assert.Equal("Every word of this is dear to me.", browser.Find("textarea").TextContent);
        Assert.NotNull(browser.Page.QuerySelector("main a[href='/account/login']"));
    }

    [Fact]
    public async Task Save_AfterAWithdrawalThatFailed_SavesWhatStandsInTheForm()
    {
        var filmId = await shared.NewFilmAsync();
        using var browser = new PaperBrowser(shared.Site);
        using var member = await shared.Site.SignedInAsync(await browser.JoinAsync());
        var account = shared.Site.Grains.GetGrain<IUserGrain>(long.Parse(await member.ReviewAsync(filmId), provider: null));
        await account.SuspendAsync("spam");
        await browser.OpenAsync($"/films/{filmId}/reviews/mine");
        (string, string)[] typed = [("title", "Changed"), ("body", "Every word of this is dear to me.")];
        await browser.PressAsync("form.review-form .button-quiet", typed);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        Assert.Equal("Every word of this is dear to me.", browser.Find("textarea").TextContent);
        await account.LiftSuspensionAsync();

        await browser.PressAsync(Save, typed);

        Assert.Equal("Changed", browser.Text(".review h3"));
    }

    [Fact]
    public async Task Helpful_ByForm_IsCountedAndTakenBack()
    {
        var filmId = await shared.NewFilmAsync();
        using var writer = await shared.Site.NewMemberAsync();
        using var answer = await writer.PutJsonAsync(
            $"/api/films/{filmId}/reviews/me", """{"title":"A headline","body":"Ten characters."}""");
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync($"/films/{filmId}/reviews");
        Assert.Null(browser.Page.QuerySelector(".review-ask"));
        await browser.JoinAsync($"/films/{filmId}/reviews");

        await browser.PressAsync(".review-ask button[value=true]", ("helpful", "true"));
        Assert.Equal("Thank you. Your vote has been counted.", browser.Text(".notice"));
        Assert.Contains("1 person found this helpful", browser.Text(".review-foot"), StringComparison.Ordinal);
        await browser.PressAsync(".review-ask button");
        Assert.DoesNotContain("found this helpful", browser.Text(".review-foot"), StringComparison.Ordinal);
    }
}
