namespace Reviews.Grains.Journals;

/// <summary>
/// Tells which incarnation of the store grains are based on. A store that came back with less is a new one, and activations that read it
/// before are ended.
/// </summary>
public interface IStoreHistory
{
    /// <summary>The incarnation that is written now; from 0.</summary>
    long Current { get; }

    /// <summary>The incarnation under which an activation has read what it holds; from 0.</summary>
    /// <exception cref="InvalidOperationException">The activation has ended; nobody knows any more what it has read.</exception>
    long IncarnationOf(IGrainContext activation);
}

/// <summary>The history of a store that never comes back with less, as in memory.</summary>
internal sealed class OneIncarnation : IStoreHistory
{
    public long Current => 0;

    public long IncarnationOf(IGrainContext activation) => 0;
}
