namespace Reviews.Contracts.Platform;

/// <summary>Something in the store that can't be read: it is damaged, and its grain stays unavailable until it is repaired.</summary>
/// <param name="Name">The grain's id, such as <c>film/heat-1995</c>; for a record, with its state, such as <c>keyring/0#keys</c>.</param>
/// <param name="Since">When that was first noticed.</param>
/// <param name="Reason">What is wrong, such as <c>segment 5 is missing</c>.</param>
[GenerateSerializer, Immutable, Alias("reviews.UnreadableSubject")]
public sealed record UnreadableSubject(
    [property: Id(0)] string Name, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] string Reason);

/// <summary>What this process has found unreadable. Damage that nobody has run into is unknown.</summary>
public interface IUnreadable
{
    /// <summary>Whether there is any; very cheap.</summary>
    bool Any { get; }

    /// <summary>All of it, oldest first.</summary>
    IReadOnlyList<UnreadableSubject> Current { get; }

    /// <summary>Whether the grain of that id, such as <c>film/heat-1995</c>, is among them.</summary>
    bool Has(string grain);
}
