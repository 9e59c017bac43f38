namespace Reviews.Application.Moderation;

/// <summary>What is said of exclusions that can't be.</summary>
internal static class ExclusionTexts
{
    public const string ThereAlready = "Just this time is excluded already.";

    public const string NotThere = "Just this time is not excluded.";

    public const string TooMany = "20 times of this film are excluded already, the most there can be: lift one, or exclude a longer one.";
}
