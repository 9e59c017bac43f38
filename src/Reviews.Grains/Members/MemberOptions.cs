using System.ComponentModel.DataAnnotations;

namespace Reviews.Grains.Members;

/// <summary>What one member may do, and how a vote is delivered to its film.</summary>
public sealed class MemberOptions
{
    /// <summary>Whether limits apply. Default: true; load tests turn it off.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Maximum votes and withdrawals per member and minute; null: no limit. Default: 300, five per second.</summary>
    [Range(1, 1_000_000)]
    public int? VotesPerMinute { get; set; } = 300;

    /// <summary>Maximum votes per member and minute; null: no limit.</summary>
    internal int? Limit => Enabled ? VotesPerMinute : null;

    /// <summary>Wait before a vote is resent to a film that failed. Default: 50 ms, doubled each time up to a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How often unfinished work is resumed, and the wait before a member resumes work that could not even be registered. Default: 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan ResumeInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time limit for delivering each open vote when nobody is waiting for it. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ResumeTime { get; set; } = TimeSpan.FromSeconds(10);
}
