using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Api.Tests.Pages;
using Reviews.Application.Members;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;

namespace Reviews.Api.Tests.Me;

/// <summary>Names are judged by what is seen, by the page and by the API alike.</summary>
public sealed class NameTests(SharedSite shared)
{
    [Theory]
    [InlineData("Yvette Cole", "Yvеttе Соlе")]   // Cyrillic е, С, о
    [InlineData("Tommy Burn", "Torny Burn", false)]
    [InlineData("Tom Burnham", "Torn Burnharn")]
    [InlineData("Ida Lone", "lda Lone")]
    public async Task Rename_ToALookAlike_IsTaken(string first, string second, bool isTaken = true)
    {
        using var owner = await shared.Site.NewMemberAsync();
        using var other = await shared.Site.NewMemberAsync();
        await RenameAsync(owner, first);
        using var response = await TryAsync(other, second);
        Assert.Equal(isTaken ? HttpStatusCode.Conflict : HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Rename_AwayFromAName_FreesItsLook()
    {
        using var owner = await shared.Site.NewMemberAsync();
        using var other = await shared.Site.NewMemberAsync();
        await RenameAsync(owner, "Maurice Bern");
        await RenameAsync(owner, "Somebody Else Now");
        await RenameAsync(other, "Мauriсe Вern");   // Cyrillic М, с, В
    }

    [Fact]
    public async Task Rename_ToTheLookOfANameOfAnEarlierVersion_IsTaken_AndItsOwnerClaimsTheLookWithTheNextWrite()
    {
        var old = "Veteran Sam";
        var owner = await shared.Site.NewMemberAsync();
        var id = long.Parse(await owner.IdAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var key = NameClaims.DisplayName(old.ToUpperInvariant());
        var claim = await shared.Site.Grains.GetGrain<INameGrain>(key).ClaimAsync(id);
        var account = (await UserOf(id).AccountAsync())!;
        Assert.True(
            await UserOf(id).PutAccountAsync(
                account with { DisplayName = old, DisplayNameKey = key, ConcurrencyStamp = "old" }, account.ConcurrencyStamp, claim));

        using var other = await shared.Site.NewMemberAsync();
        using var lookAlike = await TryAsync(other, "Vеtеrаn Sаm");
        Assert.Equal(HttpStatusCode.Conflict, lookAlike.StatusCode);

        await using var scope = shared.Site.App.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        Assert.True((await members.UpdateAsync((await members.FindByIdAsync(await owner.IdAsync()))!)).Succeeded);
        Assert.Equal(id, await shared.Site.Grains.GetGrain<INameGrain>(DisplayNames.LookOf(old)).OwnerAsync());
        Assert.Equal((old, DisplayNames.LookOf(old)),
            ((await UserOf(id).AccountAsync())!.DisplayName, (await UserOf(id).AccountAsync())!.DisplayNameLook));
        owner.Dispose();
    }

    [Fact]
    public async Task NextWrite_OfAnEarlierVersionsNameWhoseLookIsTaken_KeepsTheName()
    {
        var (mine, theirs) = ("Иван", "Иваn");
        using var first = await shared.Site.NewMemberAsync();
        await RenameAsync(first, theirs);
        using var owner = await shared.Site.NewMemberAsync();
        var id = long.Parse(await owner.IdAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var account = (await UserOf(id).AccountAsync())!;
        var look = DisplayNames.LookOf(theirs);
        await using var scope = shared.Site.App.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var member = (await members.FindByIdAsync(await owner.IdAsync()))!;
        // as if it had been chosen before
        (member.DisplayName, member.DisplayNameKey, member.DisplayNameLook) = (theirs, DisplayNames.KeyOf(mine), null);

        Assert.True((await members.UpdateAsync(member)).Succeeded);

        var kept = (await UserOf(id).AccountAsync())!;
        Assert.Equal((DisplayNames.KeyOf(mine), null), (kept.DisplayNameKey, kept.DisplayNameLook));
        Assert.NotEqual(id, await shared.Site.Grains.GetGrain<INameGrain>(look).OwnerAsync());
        Assert.NotEqual(account.ConcurrencyStamp, kept.ConcurrencyStamp);
    }

    [Theory]
    [InlineData("Mоderаtor", "moderator")]   // Cyrillic о and а
    [InlineData("Site Admin 2", "moderator")]
    [InlineData("0r1eans Reviews", "the site's own name")]
    [InlineData("Mernber 1234", "new member")]
    public async Task Rename_ToWhatPassesForSomebodyElse_IsProblem422WithTheReason(string name, string word)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await TryAsync(member, name);
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.UnprocessableEntity, response);
        Assert.Contains(word, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rename_ToACritic_IsForEditorsOnly()
    {
        var critic = "Paulette Krael";
        using var editor = await shared.Site.EditorAsync();
        var film = await shared.NewFilmAsync();
        await editor.SaveAsync(EditorCalls.NewSlug(), new
        {
            title = "A headline", author = critic, filmId = film, stars = 4, access = "free", markdown = "A text of some words.",
        });
        using var member = await shared.Site.NewMemberAsync();
        var refused = await Eventually.GetAsync(
            async () =>
            {
                using var response = await TryAsync(member, "Paulette KraeI");
                return (response.StatusCode, Text: await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            },
            answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity);
        Assert.Contains("critics", refused.Text, StringComparison.Ordinal);
        await RenameAsync(editor, critic);
    }

    [Theory]
    [InlineData("a\u202Eb", "direction")]
    [InlineData("a\u200Bb", "invisible")]
    [InlineData("a\u00A0b", "ordinary one")]
    [InlineData("Zoe\u0301\u0302\u0303", "marks")]
    public async Task Rename_ToWhatIsNotSeen_SaysSoAtTheField(string name, string word)
    {
        using var member = await shared.Site.NewMemberAsync();
        using var response = await TryAsync(member, name);
        await ProblemAssert.NamesAsync("displayName", response);
        Assert.Contains(word, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var browser = new PaperBrowser(shared.Site);
        await browser.JoinAsync();
        await browser.OpenAsync("/account/settings/name");
        await browser.PressAsync("main button", ("name", name));
        Assert.Contains(word, browser.Text("#name-error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rename_OfAReviewer_ReachesAllReviewsWrittenBefore()
    {
        using var member = await shared.Site.NewMemberAsync();
        var films = new[] { await shared.NewFilmAsync(), await shared.NewFilmAsync() };
        foreach (var film in films) await member.ReviewAsync(film);
        await RenameAsync(member, "Renata Nova");

        using var visitor = shared.Site.Visitor();
        foreach (var film in films)
        {
            await Eventually.GetAsync(
                () => visitor.ReadAsync($"/api/films/{film}/reviews"),
                page => page.GetProperty("items").EnumerateArray()
                    .Any(review => review.GetProperty("displayName").GetString() == "Renata Nova"));
        }
    }

    private IUserGrain UserOf(long id) => shared.Site.Grains.GetGrain<IUserGrain>(id);

    private static Task<HttpResponseMessage> TryAsync(HttpClient member, string name) =>
        member.PutJsonAsync("/api/me", JsonSerializer.Serialize(new { displayName = name }));

    private static async Task RenameAsync(HttpClient member, string name)
    {
        using var response = await TryAsync(member, name);
        Assert.True(
            response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
