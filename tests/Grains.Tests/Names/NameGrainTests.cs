using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Reviews.Contracts.Names;
using Reviews.Storage.Records;

namespace Grains.Tests.Names;

public sealed class NameGrainTests
{
    private const string Email = "A@EXAMPLE.ORG";

    [Fact]
    public async Task ClaimAsync_TwoMembers_OneWinsAndItsRepetitionIsTheSameClaim()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));

        var claims = await Task.WhenAll(Enumerable.Range(1, 100).Select(member => name.ClaimAsync(member)));
        var winner = await name.OwnerAsync();

        Assert.Single(claims, claim => claim is not null);
        Assert.Equal(claims.First(claim => claim is not null), await name.ClaimAsync(winner!.Value));
    }

    [Fact]
    public async Task ClaimAsync_ClaimantDiedBeforeItWroteTheName_IsFreeAfterAMinute()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(
            store, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));
        var dead = await name.ClaimAsync(1);

        var early = await name.ClaimAsync(2);
        time.Advance(NameClaims.PendingTime);
        var late = await name.ClaimAsync(2);

        Assert.Null(early);
        Assert.NotNull(late);
        Assert.Equal(2, await name.OwnerAsync());
        Assert.False(await silo.User(1).PutAccountAsync(Making.Account(1, Email), null, dead));
    }

    [Fact]
    public async Task ClaimAsync_ClaimantDiedBeforeItConfirmed_KeepsTheName()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(
            store, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));
        var claim = await name.ClaimAsync(1);
        Assert.True(await silo.User(1).PutAccountAsync(Making.Account(1, Email), null, claim));

        time.Advance(NameClaims.PendingTime);
        var other = await name.ClaimAsync(2);

        Assert.Null(other);
        Assert.Equal(1, await name.OwnerAsync());
    }

    [Theory, InlineData(false, true), InlineData(false, false), InlineData(true, true), InlineData(true, false)]
    public async Task ClaimAsync_WriteFailsAfterTheOldClaimWasRefused_OneOfTheTwoGetsTheName(bool isStored, bool isFirstAgain)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var faults = new JournalFaults();
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, services => FaultyRecords.Decorate(
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)), faults));
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));
        var refused = await name.ClaimAsync(1);
        time.Advance(NameClaims.PendingTime);
        if (isStored) faults.LoseNextAnswer("name/");
        else faults.FailNext("name/");
        await Assert.ThrowsAnyAsync<Exception>(() => name.ClaimAsync(2));

        var members = isFirstAgain ? new long[] { 1, 2 } : [2, 1];
        var holders = new List<long>();
        foreach (var member in members)
        {
            var claim = await Eventually.AnsweredAsync(() => name.ClaimAsync(member));
            var account = Making.Account(member, Email);
            if (claim is { } made && await silo.User(member).PutAccountAsync(account, null, made)) holders.Add(member);
        }

        Assert.Equal(isStored ? 2 : members[0], Assert.Single(holders));
        Assert.Equal(holders[0], await name.OwnerAsync());
        var late = Making.Account(1, Email) with { ConcurrencyStamp = "late" };
        Assert.False(await silo.User(1).PutAccountAsync(late, holders[0] == 1 ? "first" : null, refused));
    }

    [Fact]
    public async Task ClaimAsync_ReleaseFailedAfterTheRefusal_MayBeTakenAgain()
    {
        var faults = new JournalFaults();
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, services => FaultyRecords.Decorate(services, faults));
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.DisplayName("KATHY H."));
        await silo.JoinAsync(1);
        await name.ClaimAsync(1);
        faults.FailNext("name/");
        await Assert.ThrowsAnyAsync<Exception>(() => name.ReleaseAsync(1));

        var again = await Eventually.AnsweredAsync(() => name.ClaimAsync(1));

        var account = Making.Account(1) with { ConcurrencyStamp = "second", DisplayNameKey = NameClaims.DisplayName("KATHY H.") };
        Assert.True(await silo.User(1).PutAccountAsync(account, "first", again));
        Assert.Null(await name.ClaimAsync(2));
    }

    [Fact]
    public async Task OwnerAsync_WhileAClaimIsWritten_IsWhoseItIsDurably()
    {
        var faults = new JournalFaults();
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, services => FaultyRecords.Decorate(services, faults));
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));
        var hold = faults.HoldNext("name/");
        var claim = name.ClaimAsync(1);
        await hold.Reached;

        Assert.Null(await name.OwnerAsync());
        hold.Release();
        await claim;
        Assert.Equal(1, await name.OwnerAsync());
    }

    [Fact]
    public async Task PutAccountAsync_StoreCameBackWithoutTheClaim_IsRefusedUntilTheNameIsClaimedAgain()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));
        var lost = await name.ClaimAsync(1);
        await LoseAsync(silo, name);
        Task<bool> PutAsync(Guid? claim) =>
            Eventually.AnsweredAsync(() => silo.User(1).PutAccountAsync(Making.Account(1, Email), null, claim));

        Assert.False(await PutAsync(lost));
        Assert.Null(await silo.User(1).AccountAsync());
        Assert.True(await PutAsync(await name.ClaimAsync(1)));
        Assert.Null(await name.ClaimAsync(2));
    }

    [Fact]
    public async Task PutAccountAsync_SomebodyElseClaimedWhatWasLost_IsRefused()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));
        var lost = await name.ClaimAsync(1);
        await LoseAsync(silo, name);
        Assert.NotNull(await Eventually.AnsweredAsync(() => name.ClaimAsync(2)));

        Assert.False(await silo.User(1).PutAccountAsync(Making.Account(1, Email), null, lost));
    }

    [Fact]
    public async Task ReleaseAsync_ByItsOwner_FreesTheName()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.DisplayName("KATHY H."));
        var claim = await name.ClaimAsync(1);
        await name.ConfirmAsync(1, claim!.Value);

        await name.ReleaseAsync(2);
        var kept = await name.OwnerAsync();
        await name.ReleaseAsync(1);

        Assert.Equal(1, kept);
        Assert.Null(await name.OwnerAsync());
        Assert.NotNull(await name.ClaimAsync(2));
    }

    [Fact]
    public async Task ReleaseAsync_AccountHoldsTheName_StaysHis()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));
        var claim = await name.ClaimAsync(1);
        Assert.True(await silo.User(1).PutAccountAsync(Making.Account(1, Email), null, claim));

        await name.ReleaseAsync(1);   // the second of two calls that shared the claim, and lost

        Assert.Equal(1, await name.OwnerAsync());
        Assert.Null(await name.ClaimAsync(2));
    }

    [Fact]
    public async Task ClaimAsync_OwnerChangedHisNameAndDiedBeforeTheRelease_IsFree()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));
        var claim = await name.ClaimAsync(1);
        await silo.User(1).PutAccountAsync(Making.Account(1, Email), null, claim);
        await name.ConfirmAsync(1, claim!.Value);
        Assert.True(await silo.User(1).PutAccountAsync(Making.Account(1, "b@example.org"), "first", null));

        Assert.NotNull(await name.ClaimAsync(2));
        Assert.Equal(2, await name.OwnerAsync());
    }

    /// <summary>The store comes back without what was written of the name.</summary>
    private static async Task LoseAsync(TestSilo silo, INameGrain name)
    {
        var records = silo.Services.GetRequiredService<IRecordStore>();
        var owner = HiddenOwners.Of(name.GetGrainId());
        var written = await records.ReadAsync(owner, "name");
        Assert.NotNull(await records.WriteAsync(owner, "name", written!.ETag, null));
        await silo.RaiseIncarnationAsync();
        await Eventually.AnsweredAsync(async () => (await name.OwnerAsync()) is null, isGone => isGone);
    }
}
