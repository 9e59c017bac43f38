using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Reviews.Contracts.Names;

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
        await using var silo = await TestSilo.StartAsync(store, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
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
        await using var silo = await TestSilo.StartAsync(store, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email(Email));
        var claim = await name.ClaimAsync(1);
        Assert.True(await silo.User(1).PutAccountAsync(Making.Account(1, Email), null, claim));

        time.Advance(NameClaims.PendingTime);
        var other = await name.ClaimAsync(2);

        Assert.Null(other);
        Assert.Equal(1, await name.OwnerAsync());
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
}
