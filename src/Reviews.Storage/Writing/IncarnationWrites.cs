namespace Reviews.Storage.Writing;

/// <summary>Changes nothing: the writer looks at the store before every group, and so before this.</summary>
internal sealed class LookAtStore() : StoreWrite("the store", "store", 0, null);

/// <summary>
/// Raises the store's incarnation to a number at least, and by one at least. For tools that have the store to themselves. Gives back the
/// new number.
/// </summary>
/// <param name="least">The least number that it may have then.</param>
internal sealed class RaiseIncarnation(long least) : StoreWrite("the store", "store", 0, null)
{
    public long Least { get; } = least;
}
