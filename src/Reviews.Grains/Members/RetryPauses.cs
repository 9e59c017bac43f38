namespace Reviews.Grains.Members;

/// <summary>Pauses between attempts to reach another grain.</summary>
internal static class RetryPauses
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>The next pause: twice as long, up to a second.</summary>
    public static TimeSpan Longer(this TimeSpan pause) => pause * 2 < Longest ? pause * 2 : Longest;
}
