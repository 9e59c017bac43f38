using Reviews.Application.Quotas;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.Moderation;

/// <summary>The outcome of a report.</summary>
internal enum ReportOutcome
{
    /// <summary>A moderator will see it.</summary>
    Taken,

    /// <summary>There is no such review, or it is not shown.</summary>
    NoReview,

    /// <summary>It is the member's own.</summary>
    Own,

    /// <summary>Over the member's quota.</summary>
    TooMany,

    /// <summary>The queue is full.</summary>
    Full,
}

/// <summary>Takes members' reports to the queue, for the API and for the page.</summary>
internal sealed class ReportService(IGrainFactory grains, MemberQuotas quotas, TimeProvider time)
{
    /// <summary>The review that would be reported; null when there is none that readers can see.</summary>
    public async Task<StoredReview?> FindAsync(string filmId, long authorId) =>
        await grains.GetGrain<IReviewGrain>(authorId, filmId, null).ReadAsync() is { State: ReviewState.Published } review ? review : null;

    /// <summary>Reports a review.</summary>
    /// <returns>What became of it, and how long to wait when that is known better than by the outcome.</returns>
    public async Task<(ReportOutcome Outcome, TimeSpan? Wait)> ReportAsync(long reporterId, string filmId, long authorId, string reason)
    {
        if (await FindAsync(filmId, authorId) is null) return (ReportOutcome.NoReview, null);
        if (reporterId == authorId) return (ReportOutcome.Own, null);
        if (await quotas.TakeReportAsync(reporterId) is { } wait) return (ReportOutcome.TooMany, wait);
        var report = new ReviewReport(filmId, authorId, reporterId, reason, time.GetUtcNow());
        var answer = await grains.GetGrain<IModerationGrain>(IModerationGrain.Key).ReportAsync(report);
        return (answer == ReportAnswer.Taken ? ReportOutcome.Taken : ReportOutcome.Full, null);
    }
}
