namespace Reviews.Application.Moderation;

/// <summary>What is said of decisions that can't be.</summary>
internal static class DecisionTexts
{
    public const string Decided = "This was decided already: look at the log, and decide anew what is hidden or shown.";

    public const string Changed = "The review has changed since you saw it, so nothing was decided. Read it as it is now, then decide.";
}
