using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Reviews;

/// <content>What moderators read and decide about a review, and its author's appeal.</content>
internal sealed partial class ReviewGrain
{
    private IModerationGrain Moderation => GrainFactory.GetGrain<IModerationGrain>(IModerationGrain.Key);

    public async Task<ReportedText?> ReportAsync()
    {
        if (_durable is not { State: ReviewState.Published, Face: not null }) return null;
        var kept = _durable.Keep();
        if (kept != _durable) await WriteAsync(kept);
        return kept.Reported.First(text => text.Revision == kept.TextRevision);
    }

    public async Task<VerdictAnswer> JudgeAsync(ReviewVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (_durable.Revision == 0) return new VerdictAnswer(true, 0);   // nothing was ever written
        if (!_durable.Heard(verdict))
        {
            if (verdict.Revision is { } seen && seen != _durable.TextRevision) return new VerdictAnswer(false, _durable.TextRevision);
            await WriteAsync(_durable.Judge(verdict));
        }

        await TellAsync();
        return new VerdictAnswer(true, _durable.TextRevision);
    }

    public async Task<AppealOutcome> AppealAsync(string text, DateTimeOffset at)
    {
        if (_durable.Face is null) return AppealOutcome.NoReview;
        if (_durable.State != ReviewState.Hidden) return AppealOutcome.NotHidden;
        if (_durable.HasAppealed) return AppealOutcome.Appealed;

        // Moderation first: an appeal recorded here that never got there would be lost.
        if (!await Moderation.AppealAsync(new ReviewAppeal(FilmId, UserId, text, at, _durable.TextRevision))) return AppealOutcome.Full;
        await WriteAsync(_durable with { HasAppealed = true, IsOpen = true });
        return AppealOutcome.Done;
    }

    public Task<ModeratedReview> ForModeratorsAsync() => Task.FromResult(_durable.ForModerators);

    public async Task ForgetAsync()
    {
        var forgotten = _durable.Forget();
        if (forgotten != _durable) await WriteAsync(forgotten);
    }
}
