using System.Text;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Mail;
using Reviews.Contracts.Members;
using Reviews.Grains.Members;

namespace Grains.Tests.Members;

/// <summary>An email about an account change is sent if and only if the account was changed, whatever dies in the meantime.</summary>
public sealed class OwedEmailTests : IDisposable
{
    private const long Member = 42;

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Theory, InlineData("user/", true), InlineData("user/", false), InlineData("outbox/", true), InlineData("outbox/", false)]
    public async Task WriteAccount_ProcessDies_TheLetterIsThereIfTheChangeIs(string journal, bool storeFirst)
    {
        await using (var silo = await TestSilo.StartAsync(_store))
        {
            await silo.JoinAsync(Member);
            await silo.DieDuringAsync(journal, storeFirst, () => silo.User(Member).WriteAccountAsync(Change("told")));
        }

        await using var next = await TestSilo.StartAsync(_store);
        var isChanged = await Eventually.AnsweredAsync(async () => (await next.User(Member).AccountAsync())?.ConcurrencyStamp == "second");
        Assert.Equal(journal == "outbox/" || storeFirst, isChanged);
        if (isChanged) await Eventually.AnsweredAsync(() => Box(next).LeaseAsync(), lease => TextOf(lease) == "told");
        else Assert.Null((await Box(next).LeaseAsync()).Letter);
    }

    [Fact]
    public async Task WriteAccount_OutboxTakesNothing_ChangesAndPostsLater()
    {
        await using var silo = await TestSilo.StartAsync(
            _store, services => services.Configure<MemberOptions>(options => options.ResumeInterval = TimeSpan.FromMilliseconds(200)));
        await silo.JoinAsync(Member);
        silo.Faults.FailNext("outbox/");
        Assert.True(await silo.User(Member).WriteAccountAsync(Change("told later")));
        await Eventually.AnsweredAsync(() => Box(silo).LeaseAsync(), lease => TextOf(lease) == "told later");
    }

    [Fact]
    public async Task WriteAccount_GivenTwice_PostsOneLetter()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        await silo.JoinAsync(Member);
        var write = Change("once");
        Assert.True(await silo.User(Member).WriteAccountAsync(write));
        Assert.True(await silo.User(Member).WriteAccountAsync(write));
        var lease = await Box(silo).LeaseAsync();
        Assert.Equal(("once", 1), (TextOf(lease), lease.Waiting));
    }

    [Fact]
    public async Task WriteAccount_OfAnotherStamp_PostsNothing()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        await silo.JoinAsync(Member);
        Assert.False(await silo.User(Member).WriteAccountAsync(Change("never") with { ExpectedStamp = "another" }));
        Assert.Null((await Box(silo).LeaseAsync()).Letter);
    }

    /// <summary>What a thief did is reported, even if they erase the account immediately.</summary>
    [Fact]
    public async Task Erase_WithALetterOwed_PostsIt()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        await silo.JoinAsync(Member);
        silo.Faults.FailNext("outbox/");
        Assert.True(await silo.User(Member).WriteAccountAsync(Change("before the end")));
        Assert.True(await silo.Grains.GetGrain<IMemberDataGrain>(Member).EraseAsync(Making.StampOf(Member), "secret"));
        await Eventually.AnsweredAsync(() => Box(silo).LeaseAsync(), lease => TextOf(lease) == "before the end");
    }

    [Fact]
    public async Task WriteAccount_NewStampWithTheSessionOfItsUser_KeepsItAndItsProof()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        await silo.JoinAsync(Member);
        var sessions = silo.Grains.GetGrain<IMemberSessionsGrain>(Member);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var id in new[] { "mine", "another" })
            Assert.True(await sessions.BeginSessionAsync(
                new MemberSession(id, Making.StampOf(Member), ByToken: false, "A browser", "192.0.2.1", now, now, now)));
        var account = Making.Account(Member) with { ConcurrencyStamp = "second", SecurityStamp = "new" };

        Assert.True(await silo.User(Member).WriteAccountAsync(new AccountWrite(account, "first") { KeptSession = "mine" }));

        var left = Assert.Single(await sessions.SessionsAsync());
        Assert.Equal(("mine", "new", now), (left.SessionId, left.Stamp, left.ProvedAt));
    }

    [Fact]
    public async Task WriteAccount_NewNameOfASuspendedMember_IsRefused()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        await silo.JoinAsync(Member);
        Assert.True(await silo.Grains.GetGrain<IUserGrain>(Member).SuspendAsync("Spam."));
        var renamed = Making.Account(Member) with { ConcurrencyStamp = "second", DisplayName = "Kathy H" };
        Assert.False(await silo.User(Member).WriteAccountAsync(new AccountWrite(renamed, "first")));
        Assert.Equal("Member 42", (await silo.User(Member).AccountAsync())!.DisplayName);
    }

    private static AccountWrite Change(string letter) => new(Making.Account(Member) with { ConcurrencyStamp = "second" }, "first")
    {
        Letters = [new SealedEmail(Guid.NewGuid(), Encoding.UTF8.GetBytes(letter))],
    };

    private static IOutboxGrain Box(TestSilo silo) => silo.Grains.GetGrain<IOutboxGrain>(IOutboxGrain.Key);

    private static string? TextOf(EmailLease lease) => lease.Letter is { } email ? Encoding.UTF8.GetString(email.Sealed.Bytes) : null;
}
