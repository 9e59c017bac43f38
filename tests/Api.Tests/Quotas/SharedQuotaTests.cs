using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reviews.Application.Quotas;
using Reviews.Contracts.Platform;

namespace Reviews.Api.Tests.Quotas;

/// <summary>What one node takes of an address's quota, and for how long it is good.</summary>
public sealed class SharedQuotaTests : IDisposable
{
    private const int Limit = 1_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly CountingQuota _grain = new();
    private readonly SharedQuota _quota;

    public SharedQuotaTests() =>
        _quota = new SharedQuota(_grain, Limit, Window, fetchAll: false, _clock, NullLogger<SharedQuota>.Instance);

    public void Dispose() => _quota.Dispose();

    /// <summary>As requests do that are counted by another quota as well, which has to be asked each time.</summary>
    [Fact]
    public async Task Acquire_WithPermitsAtHand_FetchesNoMore()
    {
        for (var requests = 0; requests < 50; requests++)
        {
            using var lease = await AcquireAsync();
            Assert.True(lease.IsAcquired);
            Assert.True(lease.TryGetMetadata(QuotaLease.Left, out var left));
            Assert.InRange(left, 0, Limit);
        }

        Assert.Equal(0, _grain.Taken);   // the first tenth of a window is the node's own
    }

    [Fact]
    public async Task Acquire_InTheNextWindow_HasNothingSavedUp()
    {
        for (var requests = 0; requests < 150; requests++) using (await AcquireAsync()) { }
        var taken = _grain.Taken;
        Assert.Equal(Limit / 10, taken);

        _clock.Advance(Window);
        for (var requests = 0; requests < 40; requests++) using (await AcquireAsync()) { }

        Assert.True(_grain.Taken > taken, "What was fetched before was given out a window later.");
    }

    private async Task<RateLimitLease> AcquireAsync() => await _quota.AcquireAsync(1, TestContext.Current.CancellationToken);

    private sealed class CountingQuota : IQuotaGrain
    {
        public int Taken { get; private set; }

        public Task<QuotaGrant> TakeAsync(int permits, int limit, TimeSpan window)
        {
            Taken += permits;
            return Task.FromResult(new QuotaGrant(permits, TimeSpan.Zero, Math.Max(0, limit - Taken)));
        }

        public Task ClearAsync() => Task.CompletedTask;
    }
}
