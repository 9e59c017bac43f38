using Microsoft.Extensions.Logging;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Moderation;

/// <summary>Decides on reviews: only on the text the moderator has seen.</summary>
internal sealed partial class ReviewVerdicts(ModerationActivation activation, DecisionTaker decisions)
{
    private readonly ILogger _logger = activation.Logger;

    private CaseBook Cases => activation.State.Cases;

    private DecisionLog Log => activation.State.Log;

    public async Task<DecisionAnswer> DecideAsync(CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Action > ModerationAction.Restore)
            throw new ArgumentOutOfRangeException(nameof(verdict), verdict.Action, "That action does not apply to a review.");
        ModerationText.ThrowIfUnfit(verdict.Reason);
        if (PlaceOf(verdict.CaseId) is not { } place) return new DecisionAnswer(DecisionOutcome.Unknown);
        var review = await TryReadAsync(place.FilmId, place.AuthorId);
        // others may have decided in the meantime
        return RefusalOf(verdict, review) ?? await decisions.TakeAsync(Decision(verdict, place, review));
    }

    private (string FilmId, long AuthorId)? PlaceOf(long caseId) =>
        Cases.Find(caseId) is { } open ? (open.FilmId, open.AuthorId)
        : Log.LastOf(caseId) is { FilmId: { } filmId } last ? (filmId, last.UserId)
        : null;

    /// <summary>Null when the review can't be read. It can be decided on anyway: the decision waits until the review answers, which then
    /// says whether the text is still the same.</summary>
    private async Task<ModeratedReview?> TryReadAsync(string filmId, long authorId)
    {
        try
        {
            return await activation.ReviewOf(filmId, authorId).ForModeratorsAsync();
        }
        catch (Exception exception)
        {
            LogUnread(filmId, authorId, exception);
            return null;
        }
    }

    private DecisionAnswer? RefusalOf(CaseVerdict verdict, ModeratedReview? review)
    {
        if (activation.State.IsBeingDecided(verdict.CaseId)) return new DecisionAnswer(DecisionOutcome.Decided);
        var (open, last) = (Cases.Find(verdict.CaseId), Log.LastOf(verdict.CaseId));
        if (open is null && last is null) return new DecisionAnswer(DecisionOutcome.Unknown);
        if (open is null && !MayFollow(last!, verdict.Action, review)) return new DecisionAnswer(DecisionOutcome.Decided, last);
        return review is not null && SeenBy(verdict) is { } seen && seen != review.Revision
            ? new DecisionAnswer(DecisionOutcome.Changed, Revision: review.Revision)
            : null;
    }

    /// <summary>The revision of the text that the moderator has seen; null when unknown.</summary>
    private int? SeenBy(CaseVerdict verdict) => verdict.Revision ?? Cases.Shown(verdict.CaseId)
        ?? (Cases.Find(verdict.CaseId) is { } open ? open.Revision : Log.LastOf(verdict.CaseId)?.Revision);

    /// <summary>Only a decision that would change the outcome may follow another.</summary>
    private bool MayFollow(ModerationDecision last, ModerationAction next, ModeratedReview? review)
    {
        var hidden = IsHidden(last, review);
        return next == ModerationAction.Restore ? hidden : next == ModerationAction.Hide && !hidden;
    }

    /// <summary>Whether the review is hidden, or will be as soon as pending decisions are carried out.</summary>
    private bool IsHidden(ModerationDecision last, ModeratedReview? review)
    {
        var due = Log.ToCarryTo(last.Target()).LastOrDefault(decision => decision.Action != ModerationAction.Dismiss);
        if (due is null && review is not null) return review.State == ReviewState.Hidden;
        return (due ?? last).Action == ModerationAction.Hide;
    }

    private ModerationDecision Decision(CaseVerdict verdict, (string FilmId, long AuthorId) place, ModeratedReview? review) =>
        decisions.About(verdict.Action, verdict.ModeratorId, verdict.Reason) with
        {
            FilmId = place.FilmId,
            UserId = place.AuthorId,
            CaseId = verdict.CaseId,
            Revision = review?.Revision ?? SeenBy(verdict),
            Kind = Cases.Find(verdict.CaseId)?.Kind ?? Log.LastOf(verdict.CaseId)?.Kind,
            TellsAuthor = review is not { Review: null } && IsOfHidden(verdict.Action, review),
        };

    /// <summary>Whether the review is hidden by the action, or was before.</summary>
    private static bool IsOfHidden(ModerationAction action, ModeratedReview? review) =>
        action != ModerationAction.Dismiss || review?.State == ReviewState.Hidden;

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The review of {FilmId} by member {AuthorId} can't be read; decisions about it will wait.")]
    private partial void LogUnread(string filmId, long authorId, Exception exception);
}
