using Reviews.Contracts.Platform;

namespace Reviews.Grains.Platform;

/// <summary>Grants permits from one quota to all nodes. What was taken is in memory only.</summary>
[GrainType("quota")]
internal sealed class QuotaGrain(TimeProvider time) : Grain, IQuotaGrain
{
    private readonly PermitWindow _permits = new(time);

    public Task<QuotaGrant> TakeAsync(int permits, int limit, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        DelayDeactivation(window);   // an idle grain is deactivated after a quarter of an hour, and forgets what was taken
        return Task.FromResult(_permits.Take(permits, limit, window));
    }

    public Task ClearAsync()
    {
        _permits.Clear();
        return Task.CompletedTask;
    }
}
