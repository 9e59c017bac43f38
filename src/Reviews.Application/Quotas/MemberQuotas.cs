using System.Globalization;
using Microsoft.Extensions.Options;
using Reviews.Contracts.Platform;

namespace Reviews.Application.Quotas;

/// <summary>What one member may do in an hour, across all nodes. Votes are counted by the member's grain instead.</summary>
internal sealed class MemberQuotas(IGrainFactory grains, IOptions<QuotaOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Uses one of the member's reports; returns how long to wait when there are none left.</summary>
    public Task<TimeSpan?> TakeReportAsync(long userId) => TakeAsync("reports", userId, options.Value.ReportsPerHour);

    /// <summary>Uses one of the member's review writes; returns how long to wait when there are none left.</summary>
    public Task<TimeSpan?> TakeReviewAsync(long userId) => TakeAsync("reviews", userId, options.Value.ReviewsPerHour);

    private async Task<TimeSpan?> TakeAsync(string quota, long userId, int limit)
    {
        if (!options.Value.Enabled) return null;
        var grant = await grains.GetGrain<IQuotaGrain>(
            string.Create(CultureInfo.InvariantCulture, $"{quota}/member/{userId}")).TakeAsync(1, limit, Window);
        return grant.Permits > 0 ? null : grant.RetryAfter;
    }
}
