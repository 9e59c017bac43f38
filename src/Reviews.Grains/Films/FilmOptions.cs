using System.ComponentModel.DataAnnotations;

namespace Reviews.Grains.Films;

/// <summary>How films keep their shard informed, and what counts as a surge.</summary>
public sealed class FilmOptions
{
    /// <summary>
    /// A film that has written nothing for this long settles its rating with the shard and clears its dirty mark. Default: 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>An account that votes within this time of its creation is new. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan YoungAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Minimum votes of new accounts in an hour for a surge; they must also be ten times the usual. Default: 20.</summary>
    [Range(1, 1_000_000)]
    public int SurgeVotes { get; set; } = 20;
}
