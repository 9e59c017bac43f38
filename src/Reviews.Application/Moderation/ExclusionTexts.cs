namespace Reviews.Application.Moderation;

/// <summary>The errors for exclusions that are not possible.</summary>
internal static class ExclusionTexts
{
    public const string ThereAlready = "Exactly this period is already excluded.";

    public const string NotThere = "Exactly this period is not excluded.";

    public const string TooMany = "This film already has 20 excluded periods, the maximum: lift one, or exclude a longer one.";
}
