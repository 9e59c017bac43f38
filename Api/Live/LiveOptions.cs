using System.ComponentModel.DataAnnotations;

namespace Reviews.Api.Live;

/// <summary>How live ratings travel. Configured under <c>Reviews:Live</c>.</summary>
internal sealed class LiveOptions
{
    /// <summary>At most one message per film, connection and interval. Default: 100 ms, 10 ms to 10 s; shorter costs more messages for
    /// every watcher, longer becomes visible.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// A connection whose send takes longer is closed. Default: 10 s, 100 ms to 1 min; a phone that changes cells is back sooner.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most live connections of one node; any more are refused. Default: 20,000, 1 to 1,000,000; each may hold
    /// <see cref="LiveLimits.MaxBufferedBytes"/> and as much again in the server's socket.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;
}
