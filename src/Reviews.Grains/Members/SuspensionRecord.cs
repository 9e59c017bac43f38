namespace Reviews.Grains.Members;

/// <summary>Whether a member is suspended, and which votes the films have yet to be told about.</summary>
/// <param name="Reason">Why the member is suspended; null: no longer.</param>
/// <param name="UpTo">Votes up to this ticket are sent again under a new one, so that no vote in flight can slip past.</param>
/// <param name="Since">When it was decided.</param>
[GenerateSerializer, Immutable, Alias("reviews.SuspensionRecord")]
internal sealed record SuspensionRecord(
    [property: Id(0)] string? Reason, [property: Id(1)] uint UpTo, [property: Id(2)] DateTimeOffset Since);
