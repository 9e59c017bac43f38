namespace Reviews.Grains.Names;

/// <summary>A name's owner as it is stored.</summary>
/// <param name="Owner">The member; null when the name is free.</param>
/// <param name="Claim">The claim under which the owner writes the name.</param>
/// <param name="IsConfirmed">Whether the owner's account is known to hold the name.</param>
/// <param name="ClaimedAt">When the claim was made (UTC).</param>
[GenerateSerializer, Immutable, Alias("reviews.NameRecord")]
internal sealed record NameRecord(
    [property: Id(0)] long? Owner, [property: Id(1)] Guid Claim, [property: Id(2)] bool IsConfirmed,
    [property: Id(3)] DateTimeOffset ClaimedAt)
{
    /// <summary>A free name.</summary>
    public NameRecord()
        : this(null, Guid.Empty, false, default)
    {
    }
}
