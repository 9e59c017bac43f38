using System.ComponentModel.DataAnnotations;

namespace Reviews.Grains.Catalogue;

/// <summary>How a shard feeds the nodes and looks after its marked films.</summary>
public sealed class ShardOptions
{
    /// <summary>Minimum time between two pages to the nodes. Default: 50 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan PushInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A marked film not heard from for this long is asked. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan AskInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a shard with leases proves that it is still the current activation. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan EpochInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Maximum films asked at a time. Default: 32.</summary>
    [Range(1, 10_000)]
    public int MaxAsked { get; set; } = 32;
}
