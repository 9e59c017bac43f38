namespace Reviews.Domain.Ballots;

/// <summary>A period whose votes do not count.</summary>
/// <param name="From">Its first second, since 1970 (UTC).</param>
/// <param name="Until">The second after its last.</param>
public readonly record struct ExcludedWindow(uint From, uint Until)
{
    /// <summary>Whether that time lies in it.</summary>
    public bool Covers(uint at) => at >= From && at < Until;
}
