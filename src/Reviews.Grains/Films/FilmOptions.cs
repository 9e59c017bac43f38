namespace Reviews.Grains.Films;

/// <summary>How films keep their shard informed.</summary>
public sealed class FilmOptions
{
    /// <summary>A film that wrote nothing for this long leaves its rating with the shard and clears its dirty mark. Default: 1 min.</summary>
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromMinutes(1);
}
