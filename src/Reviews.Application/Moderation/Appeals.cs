using Reviews.Application.Members.SignIn;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.Moderation;

/// <summary>The outcome of an appeal.</summary>
internal enum AppealResult
{
    /// <summary>A moderator will see it.</summary>
    Taken,

    /// <summary>The member is suspended.</summary>
    Suspended,

    /// <summary>The member has no review of the film.</summary>
    NoReview,

    /// <summary>The text is not valid.</summary>
    Unfit,

    /// <summary>The review is not hidden.</summary>
    NotHidden,

    /// <summary>The member has appealed before.</summary>
    Again,

    /// <summary>The queue is full.</summary>
    Full,
}

/// <summary>Takes the appeals of hidden reviews' writers to the queue, for the API and for the page.</summary>
internal sealed class Appeals(IGrainFactory grains, TimeProvider time)
{
    /// <summary>Why the caller can't appeal, whatever the text; null when nothing speaks against it yet.</summary>
    public async Task<AppealResult?> RefusalAsync(HttpContext context, string filmId)
    {
        if (MemberStampValidator.IsSuspended(context)) return AppealResult.Suspended;
        return await ReviewOf(context, filmId).ReadAsync() is null ? AppealResult.NoReview : null;
    }

    public async Task<AppealResult> AppealAsync(HttpContext context, string filmId, string? text)
    {
        if (await RefusalAsync(context, filmId) is { } refusal) return refusal;
        if (Reasons.Tidy(text, ModerationLimits.MaxAppeal) is not { } tidy) return AppealResult.Unfit;
        return await ReviewOf(context, filmId).AppealAsync(tidy, time.GetUtcNow()) switch
        {
            AppealOutcome.Done => AppealResult.Taken,
            AppealOutcome.NotHidden => AppealResult.NotHidden,
            AppealOutcome.Appealed => AppealResult.Again,
            AppealOutcome.Full => AppealResult.Full,
            _ => AppealResult.NoReview,
        };
    }

    private IReviewGrain ReviewOf(HttpContext context, string filmId) =>
        grains.GetGrain<IReviewGrain>(Caller.Required(context).UserId, filmId, null);
}
