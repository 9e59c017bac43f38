using Reviews.Contracts.Moderation;

namespace Reviews.Application.Moderation;

/// <summary>Why someone reports or decides something, in their own words.</summary>
internal static class Reasons
{
    /// <summary>The error for a reason that is not valid.</summary>
    public static readonly string Rule = $"Must be 1 to {ModerationLimits.MaxReason} characters of plain text.";

    /// <summary>The trimmed reason; null when it is not valid.</summary>
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
