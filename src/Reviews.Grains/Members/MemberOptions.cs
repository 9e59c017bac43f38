using System.ComponentModel.DataAnnotations;

namespace Reviews.Grains.Members;

/// <summary>What one member may do, and how a vote is carried to its film.</summary>
public sealed class MemberOptions
{
    /// <summary>Whether anything is limited. Default: true; load tests turn it off.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Most votes and withdrawals of a member within a minute; null: no limit. Default: 300, five a second.</summary>
    [Range(1, 1_000_000)]
    public int? VotesPerMinute { get; set; } = 300;

    /// <summary>Most votes of a member within a minute; null: no limit.</summary>
    internal int? Limit => Enabled ? VotesPerMinute : null;

    /// <summary>Wait before a vote is sent again to a film that failed. Default: 50 ms, doubled each time up to a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How often unfinished work is taken up again, and the wait before that where not even the work grain could be told of it.
    /// Default: 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan ResumeInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time given to deliver each open vote when nobody waits for it. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ResumeTime { get; set; } = TimeSpan.FromSeconds(10);
}
