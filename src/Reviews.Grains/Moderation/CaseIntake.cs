using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Moderation;

/// <summary>Queues what moderators should look at: reports, pending reviews, appeals.</summary>
internal sealed class CaseIntake(ModerationActivation activation)
{
    private CaseBook Cases => activation.State.Cases;

    public async Task<ReportAnswer> ReportAsync(ReviewReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ModerationText.ThrowIfUnfit(report.Reason);

        if (Refuse(report) is { } refusal) return refusal;
        if (!IsNews(report)) return await TakenAsync();
        var text = await activation.ReviewOf(report.FilmId, report.AuthorId).ReportAsync();

        if (Refuse(report) is { } late) return late;   // in the meantime a member may have been erased, or the queue may have filled up
        activation.State.Report(report with { Revision = text?.Revision });
        return await TakenAsync();
    }

    /// <summary>Queues a review to be looked at; false when the queue is full.</summary>
    public async Task<bool> LookAsync(ReviewLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentException.ThrowIfNullOrEmpty(look.FilmId);
        if (activation.State.IsForgotten(look.AuthorId)) return true;   // there is nothing left to look at
        if (look.Revision is null && IsFull(look.FilmId, look.AuthorId)) return false;
        if (Cases.IsNews(look)) activation.State.Look(look, activation.Time.GetUtcNow());
        await activation.CommitAsync();
        return true;
    }

    /// <summary>Queues an appeal; false when the queue is full.</summary>
    public async Task<bool> AppealAsync(ReviewAppeal appeal)
    {
        ArgumentNullException.ThrowIfNull(appeal);
        ModerationText.ThrowIfUnfit(appeal.Text, ModerationLimits.MaxAppeal);
        if (activation.State.IsForgotten(appeal.AuthorId)) return true;
        if (IsFull(appeal.FilmId, appeal.AuthorId)) return false;
        activation.State.Appeal(appeal);
        await activation.CommitAsync();
        return true;
    }

    /// <summary>The answer to a report that changes nothing; null when it may.</summary>
    private ReportAnswer? Refuse(ReviewReport report) =>
        AddsNothing(report) ? ReportAnswer.Taken
        : IsFull(report.FilmId, report.AuthorId) ? ReportAnswer.Full
        : null;

    private bool IsFull(string filmId, long authorId) =>
        Cases.Find(filmId, authorId) is null && Cases.Count >= ModerationLimits.MaxOpenCases;

    private bool IsNews(ReviewReport report) =>
        Cases.Find(report.FilmId, report.AuthorId) is not { } standing || CaseBook.IsNews(standing, report.ReporterId);

    /// <summary>Whether it was in flight when its reporter or author was erased.</summary>
    private bool AddsNothing(ReviewReport report) =>
        activation.State.IsForgotten(report.ReporterId) || activation.State.IsForgotten(report.AuthorId);

    private async Task<ReportAnswer> TakenAsync()
    {
        await activation.CommitAsync();
        return ReportAnswer.Taken;
    }
}
