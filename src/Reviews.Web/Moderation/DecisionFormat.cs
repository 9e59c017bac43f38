using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Web.Moderation;

/// <summary>Decisions as the log writes them.</summary>
internal static class DecisionFormat
{
    public static string Of(ModerationDecision decision) => decision.Action switch
    {
        ModerationAction.Dismiss when decision.TellsAuthor => "Review left hidden",
        ModerationAction.Dismiss => "Nothing wrong with the review",
        ModerationAction.Hide => "Review hidden",
        ModerationAction.Restore => "Review shown again",
        ModerationAction.Suspend => "Suspended",
        ModerationAction.LiftSuspension => "Suspension ended",
        ModerationAction.Exclude => "Ratings excluded",
        _ => "Ratings counted again",
    };

    /// <summary>What a decision was about, when it was not a report; null otherwise.</summary>
    public static string? About(ModerationDecision decision) => decision.Kind switch
    {
        CaseKind.FirstReview => "waiting to be shown",
        CaseKind.Rewritten => "after it was rewritten",
        CaseKind.Appealed => "after an appeal",
        _ => null,
    };

    /// <summary>Why a review is in the queue.</summary>
    public static string Of(ModerationCase open, bool isHidden) => open.Kind switch
    {
        CaseKind.FirstReview => "Waiting to be shown",
        CaseKind.Appealed => "Appeal against hiding it",
        CaseKind.Rewritten => isHidden ? "Rewritten since it was hidden" : "Rewritten since it was decided",
        _ => $"Reported by {DisplayFormat.Count(open.Reporters.Length, "member")}",
    };
}
