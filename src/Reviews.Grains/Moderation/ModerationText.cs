using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Moderation;

/// <summary>Limits of texts that moderation keeps; the sender has checked them.</summary>
internal static class ModerationText
{
    public static void ThrowIfUnfit(string text, int longest = ModerationLimits.MaxReason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, longest, nameof(text));
    }
}
