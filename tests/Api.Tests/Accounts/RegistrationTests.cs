using System.Net;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Members;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;

namespace Reviews.Api.Tests.Accounts;

/// <summary>Making accounts: one email, one account, whoever races or dies.</summary>
public sealed class RegistrationTests(SharedSite shared)
{
    [Fact]
    public async Task Register_NewMember_Is200WithEmptyBody()
    {
        using var client = shared.Site.Visitor();
        using var response = await client.RegisterAsync(Calls.NewEmail());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("no-mail", Site.Password, "InvalidEmail")]
    [InlineData("", Site.Password, "InvalidEmail")]
    [InlineData("weak@example.com", "short", "PasswordTooShort")]
    [InlineData("a@b", Site.Password, "InvalidEmail")]
    [InlineData("ann\u200B@example.com", Site.Password, "InvalidEmail")]
    [InlineData("weak@example.com", "1234567890", "PasswordTooCommon")]
    [InlineData("weak@example.com", "Password123", "PasswordTooCommon")]
    [InlineData("weak.and.long@example.com", "weak.and.long", "PasswordIsEmail")]
    [InlineData("weak.and.long@example.com", "Weak.And.Long@Example.com", "PasswordIsEmail")]
    [InlineData("weak@example.com", "orleansreviews", "PasswordIsSiteName")]
    public async Task Register_Unfit_NamesIdentitysCode(string email, string password, string code)
    {
        using var client = shared.Site.Visitor();
        using var response = await client.RegisterAsync(email, password);
        await ProblemAssert.NamesAsync(code, response);
    }

    [Fact]
    public async Task Register_OverlongEmail_NamesInvalidEmail()
    {
        using var client = shared.Site.Visitor();
        using var response = await client.RegisterAsync(new string('a', 300) + "@example.com");
        await ProblemAssert.NamesAsync("InvalidEmail", response);
    }

    [Fact]
    public async Task Register_EmailTakenInOtherCase_NamesDuplicateUserName()
    {
        using var client = shared.Site.Visitor();
        var email = Calls.NewEmail();
        using var first = await client.RegisterAsync(email);
        using var second = await client.RegisterAsync(email.ToUpperInvariant());
        await ProblemAssert.NamesAsync("DuplicateUserName", second);
    }

    [Fact]
    public async Task Register_TwentyRaceForOneEmail_OneWins()
    {
        var email = Calls.NewEmail();
        using var client = shared.Site.Visitor();
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => client.RegisterAsync(email, $"Sh1ning-path-{i}")));
        var winner = Assert.Single(Enumerable.Range(0, 20), i => responses[i].StatusCode == HttpStatusCode.OK);
        foreach (var loser in responses.Where((_, i) => i != winner))
        {
            await ProblemAssert.NamesAsync("DuplicateUserName", loser);
        }

        for (var i = 0; i < 3; i++)
        {
            using var login = await client.LogInAsync(email, $"Sh1ning-path-{(winner + i) % 20}");
            Assert.Equal(i == 0 ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, login.StatusCode);
        }
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Register_EarlierAttemptDiedAfterItsClaim_IsFreeAfterAMinute()
    {
        await using var site = await Site.StartAsync();
        using var client = site.Visitor();
        var name = site.Grains.GetGrain<INameGrain>(NameClaims.Email("LOST@EXAMPLE.COM"));
        var claim = await name.ClaimAsync(4711);   // and then nothing: the caller died here

        using var early = await client.RegisterAsync("lost@example.com");
        await ProblemAssert.NamesAsync("DuplicateUserName", early);
        site.Clock.Advance(NameClaims.PendingTime + TimeSpan.FromSeconds(1));
        using var later = await client.RegisterAsync("lost@example.com");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);

        // Should the dead one wake and write after all, it is refused: the name has another owner now.
        var written = await site.Grains.GetGrain<IUserGrain>(4711).PutAccountAsync(Account(4711, "LOST@EXAMPLE.COM"), null, claim);
        Assert.False(written);
        using var login = await client.LogInAsync("lost@example.com");
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Register_EarlierAttemptDiedAfterItsAccount_KeepsThatAccount()
    {
        await using var site = await Site.StartAsync();
        using var client = site.Visitor();
        var claim = await site.Grains.GetGrain<INameGrain>(NameClaims.Email("KEPT@EXAMPLE.COM")).ClaimAsync(4712);
        // but never confirmed
        Assert.True(await site.Grains.GetGrain<IUserGrain>(4712).PutAccountAsync(Account(4712, "KEPT@EXAMPLE.COM"), null, claim));

        site.Clock.Advance(NameClaims.PendingTime + TimeSpan.FromSeconds(1));
        using var second = await client.RegisterAsync("kept@example.com");
        await ProblemAssert.NamesAsync("DuplicateUserName", second);
        Assert.Equal(4712, await site.Grains.GetGrain<INameGrain>(NameClaims.Email("KEPT@EXAMPLE.COM")).OwnerAsync());
    }

    [Theory, Trait("Category", "Slow"), InlineData(false), InlineData(true)]
    public async Task Register_ClaimIsLostBeforeTheAccountIsThere_IsClaimedAgainUnlessSomebodyElseHasIt(bool isTaken)
    {
        await using var site = await Site.StartAsync();
        using var client = site.Visitor();
        var name = site.Grains.GetGrain<INameGrain>(NameClaims.Email("LAGGED@EXAMPLE.COM"));
        site.GrainCalls.BeforeNext("IUserGrain.WriteAccountAsync", async () =>
        {
            await name.ReleaseAsync((await name.OwnerAsync())!.Value);
            if (isTaken) Assert.NotNull(await name.ClaimAsync(4714));
        });

        using var response = await client.RegisterAsync("lagged@example.com");

        if (isTaken) await ProblemAssert.NamesAsync("DuplicateUserName", response);
        else Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var login = await client.LogInAsync("lagged@example.com");
        Assert.Equal(isTaken ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, login.StatusCode);
        Assert.Equal(isTaken, await name.OwnerAsync() == 4714);
    }

    [Fact]
    public async Task Register_EmailThatAnAccountLeftJustBeforeACrash_IsFree()
    {
        var (left, kept) = (Calls.NewEmail().ToUpperInvariant(), Calls.NewEmail().ToUpperInvariant());
        var name = shared.Site.Grains.GetGrain<INameGrain>(NameClaims.Email(left));
        var claim = await name.ClaimAsync(4713);
        Assert.True(await shared.Site.Grains.GetGrain<IUserGrain>(4713).PutAccountAsync(Account(4713, left), null, claim));
        await name.ConfirmAsync(4713, claim!.Value);
        // and no release follows
        Assert.True(await shared.Site.Grains.GetGrain<IUserGrain>(4713).PutAccountAsync(Account(4713, kept), "first", null));

        using var client = shared.Site.Visitor();
        using var response = await client.RegisterAsync(left);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task ChangeOfEmail_Confirmed_MovesTheAccountAndFreesTheOldOne()
    {
        var (old, changed) = (Calls.NewEmail(), Calls.NewEmail());
        using var member = await shared.Site.NewMemberAsync(old);
        var userId = (await member.ReadAsync("/api/me")).GetProperty("userId").GetString();
        using var asked = await member.PostJsonAsync("/api/account/manage/info", $$"""{"newEmail":"{{changed}}"}""");
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var link = (await shared.Site.MailAsync(changed, "Confirm your new email address")).Link();

        using var visitor = shared.Site.Visitor();
        using var confirmed = await visitor.AskAsync("/api/account/confirmEmail" + link[link.IndexOf('?', StringComparison.Ordinal)..]);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.Null(await shared.Site.Grains.GetGrain<INameGrain>(NameClaims.Email(old.ToUpperInvariant())).OwnerAsync());
        using var moved = await shared.Site.SignedInAsync(changed);
        Assert.Equal(userId, (await moved.ReadAsync("/api/me")).GetProperty("userId").GetString());
        using var other = await shared.Site.NewMemberAsync(old);
        Assert.NotEqual(userId, (await other.ReadAsync("/api/me")).GetProperty("userId").GetString());
    }

    [Fact]
    public async Task Release_ThatComesLate_LeavesANameThatTheAccountHolds()
    {
        var email = Calls.NewEmail();
        using var member = await shared.Site.NewMemberAsync(email);
        var name = shared.Site.Grains.GetGrain<INameGrain>(NameClaims.Email(email.ToUpperInvariant()));
        var owner = await name.OwnerAsync();
        await name.ReleaseAsync(owner!.Value);
        Assert.Equal(owner, await name.OwnerAsync());
    }

    [Fact]
    public void GivenName_EndsWithTheIdsLastDigits() => Assert.Equal("Member 0042", DisplayNames.Given(1_230_042));

    private static MemberAccount Account(long id, string name) => new()
    {
        UserId = id,
        UserName = name,
        NormalizedUserName = name,
        Email = name,
        NormalizedEmail = name,
        SecurityStamp = "stamp",
        ConcurrencyStamp = "first",
        DisplayName = "Somebody",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
