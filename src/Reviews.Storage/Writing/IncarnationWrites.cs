namespace Reviews.Storage.Writing;

/// <summary>Changes nothing: the writer checks the store before every group, and so before this.</summary>
internal sealed class LookAtStore() : StoreWrite("the store", "store", 0, null);

/// <summary>
/// Raises the store's incarnation to at least a given number, and by at least one. For tools that have the store to themselves. Returns the
/// new number.
/// </summary>
/// <param name="least">The lowest acceptable new number.</param>
internal sealed class RaiseIncarnation(long least) : StoreWrite("the store", "store", 0, null)
{
    public long Least { get; } = least;
}
