namespace Reviews.Grains.Members;

/// <summary>What one member may do, and how a vote is carried to its film.</summary>
public sealed class MemberOptions
{
    /// <summary>Most votes and withdrawals of a member within a minute; null: no limit. Default: 300, five a second.</summary>
    public int? VotesPerMinute { get; set; } = 300;

    /// <summary>Wait before a vote is sent again to a film that failed. Default: 50 ms, doubled each time up to a second.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Time given to deliver each open vote when nobody waits for it. Default: 10 s.</summary>
    public TimeSpan ResumeTime { get; set; } = TimeSpan.FromSeconds(10);
}
