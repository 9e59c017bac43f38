using Reviews.Contracts.Moderation;

namespace Reviews.Application.Moderation;

/// <summary>Why somebody reports or decides something, in the person's own words.</summary>
internal static class Reasons
{
    /// <summary>What an unfit one is told.</summary>
    public static readonly string Rule = $"Must be 1 to {ModerationLimits.MaxReason} characters of plain text.";

    /// <summary>The reason without blanks at its ends; null when it can't be one.</summary>
    /// <param name="reason">As it was sent.</param>
    /// <param name="longest">The most characters it may have.</param>
    public static string? Tidy(string? reason, int longest = ModerationLimits.MaxReason)
    {
        var tidy = reason?.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(tidy) || tidy.Length > longest) return null;
        return tidy.Any(letter => char.IsControl(letter) && letter != '\n') ? null : tidy;
    }
}

/// <summary>A reason as it is sent.</summary>
internal sealed record ReasonRequest
{
    /// <summary>1 to 500 characters.</summary>
    public string? Reason { get; init; }
}
