namespace Reviews.Application.Moderation;

/// <summary>The errors for decisions that are not possible.</summary>
internal static class DecisionTexts
{
    public const string Decided = "This has already been decided: see the log, where you can still hide the review or show it again.";

    public const string Changed = "The review has changed since you saw it, so nothing was decided. Read it as it is now, then decide.";
}
