namespace Reviews.Contracts.Reviews;

/// <summary>What a moderator can decide.</summary>
[GenerateSerializer, Alias("reviews.ModerationAction")]
public enum ModerationAction : byte
{
    /// <summary>The review stays as it is: nothing is wrong with one that was reported, and a hidden one stays hidden. A pending one is
    /// shown.</summary>
    Dismiss = 1,

    /// <summary>The review is not shown any more.</summary>
    Hide = 2,

    /// <summary>The review is shown again.</summary>
    Restore = 3,

    /// <summary>The member may write nothing, and their votes leave all averages.</summary>
    Suspend = 4,

    /// <summary>The member may write again, and their votes count again.</summary>
    LiftSuspension = 5,

    /// <summary>The votes of a period do not count on a film.</summary>
    Exclude = 6,

    /// <summary>They count again.</summary>
    LiftExclusion = 7,
}
