using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Accounts;

/// <summary>Whoever reads the mails of an address gets its account back, with nothing left in it by whoever had it before.</summary>
public sealed class RecoveryTests(SharedSite shared)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reset_ByMail_RemovesWhatAnotherHasSetAndEndsTheirSessions(bool byPage)
    {
        using var thief = new PaperBrowser(shared.Site);
        var email = await thief.JoinAsync();
        await thief.OpenAsync("/account/settings/two-factor");
        await thief.PressAsync("[data-part=start]");
        var key = thief.Text("[data-part=key]").Replace(" ", "", StringComparison.Ordinal);
        await thief.PressAsync("[data-part=on]", ("code", Authenticator.Code(key)));

        await ResetAsync(email, byPage);

        await thief.OpenAsync("/account/settings");
        Assert.StartsWith("/account/login", thief.Address, StringComparison.Ordinal);
        using var owner = await shared.Site.SignedInAsync(email, "An0ther-password");   // no second factor is asked for
        using var status = await owner.PostJsonAsync("/api/account/manage/2fa", "{}");
        var now = await status.ReadJsonAsync();
        Assert.False(now.GetProperty("isTwoFactorEnabled").GetBoolean());
        Assert.Equal(0, now.GetProperty("recoveryCodesLeft").GetInt32());
        Assert.NotEqual(key, now.GetProperty("sharedKey").GetString(), StringComparer.OrdinalIgnoreCase);
        var letter = await shared.Site.MailAsync(email, "Your password was reset");
        Assert.Contains("Every passkey, authenticator and recovery code", letter.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirmation_LinkUsedTwice_IsRefusedTheSecondTime()
    {
        using var member = new PaperBrowser(shared.Site);
        var email = await member.JoinAsync();
        var link = (await shared.Site.MailAsync(email, "Confirm your email address")).Link();
        await member.OpenAsync(link);
        await member.PressAsync("main button");
        Assert.Null(member.Page.QuerySelector(".form-errors li"));

        await member.OpenAsync(link);
        await member.PressAsync("main button");

        Assert.StartsWith("This link has expired or has already been used", member.Text(".form-errors"), StringComparison.Ordinal);
    }

    private async Task ResetAsync(string email, bool byPage)
    {
        using var visitor = shared.Site.Visitor();
        using var asked = await visitor.PostJsonAsync("/api/account/forgotPassword", JsonSerializer.Serialize(new { email }));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var link = (await shared.Site.MailAsync(email, "Set a new password")).Link();
        if (byPage)
        {
            using var owner = new PaperBrowser(shared.Site);
            await owner.OpenAsync(link);
            await owner.PressAsync("main button", ("Password", "An0ther-password"));
            return;
        }

        var code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(
            link[link.IndexOf('?', StringComparison.Ordinal)..])["code"].ToString();
        using var set = await visitor.PostJsonAsync(
            "/api/account/resetPassword", JsonSerializer.Serialize(new { email, resetCode = code, newPassword = "An0ther-password" }));
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
    }
}
