using Grains.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;
using Reviews.Contracts.Platform;
using Reviews.Grains.Platform;

namespace Grains.Tests.Platform;

/// <summary>What all nodes together may grant from one quota.</summary>
public sealed class QuotaGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TestStore _store = new();
    private TestSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await TestSilo.StartAsync(_store);

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task Take_BlocksOfTwoNodes_NeverGiveMoreThanTheLimit()
    {
        var quota = _silo.Grains.GetGrain<IQuotaGrain>("requests/192.0.2.1");

        var grants = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => quota.TakeAsync(3, 100, TimeSpan.FromHours(1))));

        Assert.Equal(100, grants.Sum(grant => grant.Permits));
        Assert.All(grants.Where(grant => grant.Permits == 0),
            grant => Assert.InRange(grant.RetryAfter, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Take_OfOneAddress_LeavesOthersAlone()
    {
        Assert.Equal(1, (await _silo.Grains.GetGrain<IQuotaGrain>("requests/192.0.2.1").TakeAsync(5, 1, Minute)).Permits);
        Assert.Equal(1, (await _silo.Grains.GetGrain<IQuotaGrain>("requests/192.0.2.2").TakeAsync(5, 1, Minute)).Permits);
    }

    [Fact]
    public void Take_WhenTheWindowHasMovedOn_GivesAgain()
    {
        var clock = new FakeTimeProvider();
        var quota = new PermitWindow(clock);
        Assert.Equal(4, quota.Take(4, 10, Minute).Permits);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(6, quota.Take(9, 10, Minute).Permits);

        var full = quota.Take(1, 10, Minute);
        Assert.Equal((0, TimeSpan.FromSeconds(30)), (full.Permits, full.RetryAfter));
        clock.Advance(full.RetryAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(0, quota.Take(1, 10, Minute).Permits);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, quota.Take(9, 10, Minute).Permits);
        clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(9, quota.Take(9, 10, Minute).Permits);
    }

    [Fact]
    public async Task Take_Nothing_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => _silo.Grains.GetGrain<IQuotaGrain>("requests/x").TakeAsync(0, 1, Minute));
}
