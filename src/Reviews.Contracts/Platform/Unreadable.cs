namespace Reviews.Contracts.Platform;

/// <summary>Something in the store that can't be read: it is damaged, and its grain does not answer until it is repaired.</summary>
/// <param name="Name">The grain's id, such as <c>film/heat-1995</c>; of a record with its state, such as <c>keyring/0#keys</c>.</param>
/// <param name="Since">When that was first noticed.</param>
/// <param name="Reason">What does not fit, such as <c>segment 5 is missing</c>.</param>
[GenerateSerializer, Immutable, Alias("reviews.UnreadableSubject")]
public sealed record UnreadableSubject(
    [property: Id(0)] string Name, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] string Reason);

/// <summary>What this process has found to be unreadable. It does not know about damage that nobody has run into.</summary>
public interface IUnreadable
{
    /// <summary>Whether there is any. Costs next to nothing.</summary>
    bool Any { get; }

    /// <summary>All of it, the oldest first.</summary>
    IReadOnlyList<UnreadableSubject> Current { get; }

    /// <summary>Whether the grain of that id, such as <c>film/heat-1995</c>, is among them.</summary>
    bool Has(string grain);
}
