using Reviews.Contracts.Moderation;

namespace Reviews.Api.Pages;

/// <summary>Decisions as the log writes them.</summary>
internal static class DecisionWording
{
    public static string Of(ModerationAction action) => action switch
    {
        ModerationAction.Dismiss => "Nothing wrong with the review",
        ModerationAction.Hide => "Review hidden",
        ModerationAction.Restore => "Review shown again",
        ModerationAction.Suspend => "Suspended",
        ModerationAction.LiftSuspension => "Suspension ended",
        ModerationAction.Exclude => "Ratings left out",
        _ => "Ratings counted again",
    };
}
