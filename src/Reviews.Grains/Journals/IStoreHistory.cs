namespace Reviews.Grains.Journals;

/// <summary>
/// Knows which incarnation of the store grains are based on. A store that came back with writes missing is a new incarnation, and
/// activations that read the old one are ended.
/// </summary>
public interface IStoreHistory
{
    /// <summary>The incarnation currently written to; from 0.</summary>
    long Current { get; }

    /// <summary>The incarnation an activation has read its state from; from 0.</summary>
    /// <exception cref="InvalidOperationException">The activation has ended; what it has read is no longer known.</exception>
    long IncarnationOf(IGrainContext activation);
}

/// <summary>The history of a store that never loses writes, such as one in memory.</summary>
internal sealed class OneIncarnation : IStoreHistory
{
    public long Current => 0;

    public long IncarnationOf(IGrainContext activation) => 0;
}
