using System.Globalization;
using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Moderation;

/// <summary>What a suspended member can't do: take another name, or shed the suspension by an erasure.</summary>
public sealed class SuspensionAfterErasureTests(SharedSite shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rename_OfASuspendedMember_IsRefusedByPageAndApi()
    {
        using var moderator = await shared.Site.ModeratorAsync();
        using var browser = new PaperBrowser(shared.Site);
        var email = await browser.JoinAsync();
        using var member = await shared.Site.SignedInAsync(email);
        await SuspendAsync(moderator, await member.IdAsync());

        using var refused = await member.PutJsonAsync("/api/me", """{"displayName":"Fresh Start"}""");
        await ProblemAssert.IsAsync(HttpStatusCode.Forbidden, refused);
        await browser.OpenAsync("/account/settings/name");
        await browser.PressAsync("main button", ("name", "Fresh Start"));
        Assert.Contains("suspended", browser.Text("#name-error"), StringComparison.Ordinal);
        var letter = await shared.Site.MailAsync(email, "Your account is suspended");
        Assert.Contains("Spam, again.", letter.TextBody, StringComparison.Ordinal);
        await browser.OpenAsync("/account/settings");
        Assert.Contains("Spam, again.", browser.Text("[data-part=suspension]"), StringComparison.Ordinal);
        Assert.StartsWith("Member ", (await member.ReadAsync("/api/me")).GetProperty("displayName").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_WithTheAddressOfASuspendedMemberWhoErasedTheAccount_IsRefusedUntilTheSuspensionEnds()
    {
        using var moderator = await shared.Site.ModeratorAsync();
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        var id = await member.IdAsync();
        await SuspendAsync(moderator, id);
        await EraseAsync(member);

        using var visitor = shared.Site.Visitor();
        using var refused = await visitor.RegisterAsync(email.ToUpperInvariant());
        await ProblemAssert.NamesAsync("SuspendedEmail", refused);
        Assert.Equal("Spam, again.", await ReasonAsync(moderator, id, "suspend"));

        using var lifted = await moderator.SendAsync(
            Calls.Json(HttpMethod.Delete, $"/api/moderation/users/{id}/suspension", """{"reason":"A year has passed."}"""), Ct);
        Assert.Equal(HttpStatusCode.OK, lifted.StatusCode);
        using var registered = await visitor.RegisterAsync(email);
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
        Assert.Equal("", await ReasonAsync(moderator, id, "suspend"));
    }

    [Fact]
    public async Task Register_WithAnAddressThatASuspendedMemberGaveUp_IsRefused()
    {
        using var moderator = await shared.Site.ModeratorAsync();
        var (email, next) = (Calls.NewEmail(), Calls.NewEmail());
        using var member = await shared.Site.NewMemberAsync(email);
        await SuspendAsync(moderator, await member.IdAsync());
        using var asked = await member.PostJsonAsync("/api/account/manage/info", JsonSerializer.Serialize(new { newEmail = next }));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        using var browser = new PaperBrowser(shared.Site);
        await browser.OpenAsync((await shared.Site.MailAsync(next, "Confirm your new email address")).Link());
        await browser.PressAsync("main button");
        await shared.Site.MailAsync(email, "Your email address was changed");
        await shared.Site.MailAsync(next, "This is now your email address");

        using var visitor = shared.Site.Visitor();
        using var refused = await visitor.RegisterAsync(email);

        await ProblemAssert.NamesAsync("SuspendedEmail", refused);
    }

    [Fact]
    public async Task Register_WithTheAddressOfAnErasedMemberWhoWasNotSuspended_IsTaken()
    {
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        await EraseAsync(member);
        using var visitor = shared.Site.Visitor();
        using var registered = await visitor.RegisterAsync(email);
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
    }

    private static async Task SuspendAsync(HttpClient moderator, string id)
    {
        using var suspended = await moderator.PutJsonAsync($"/api/moderation/users/{id}/suspension", """{"reason":"Spam, again."}""");
        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
    }

    /// <summary>Until all is done, so that the names are free.</summary>
    private async Task EraseAsync(HttpClient member)
    {
        using var erased = await member.DeleteJsonAsync("/api/me", """{"confirm":"erase"}""");
        Assert.Equal(HttpStatusCode.Accepted, erased.StatusCode);
        var href = (await erased.ReadJsonAsync()).GetProperty("href").GetString()!;
        using var visitor = shared.Site.Visitor();
        await Eventually.GetAsync(() => visitor.ReadAsync(href), progress => progress.GetProperty("status").GetString() == "done");
    }

    /// <summary>The reason of the newest such decision about the member, as the log says it.</summary>
    private static async Task<string?> ReasonAsync(HttpClient moderator, string id, string action)
    {
        var log = await moderator.ReadAsync(string.Create(CultureInfo.InvariantCulture, $"/api/moderation/log?pageSize=100"));
        return log.GetProperty("items").EnumerateArray()
            .First(decision => decision.GetProperty("userId").GetString() == id && decision.GetProperty("action").GetString() == action)
            .GetProperty("reason").GetString();
    }
}
