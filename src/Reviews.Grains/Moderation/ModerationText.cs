using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Moderation;

/// <summary>What a text that the desk keeps may be: whoever sends it has checked that.</summary>
internal static class ModerationText
{
    public static void ThrowIfUnfit(string text, int longest = ModerationLimits.MaxReason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, longest, nameof(text));
    }
}
