namespace Reviews.Domain.Reviews;

/// <summary>
/// Reviews in an order that is maintained as they are added, moved and removed: the cost of a page depends on its length and the height of
/// the tree, not on the number of reviews.
/// </summary>
public sealed class ReviewOrder(IComparer<ReviewPlace>? comparer = null)
{
    private readonly SortedSet<ReviewPlace> _places = new(comparer ?? Comparer<ReviewPlace>.Default);

    public int Count => _places.Count;

    public void Add(ReviewPlace place) => _places.Add(place);

    public void Remove(ReviewPlace place) => _places.Remove(place);

    public void Clear() => _places.Clear();

    /// <summary>The first places below <paramref name="after"/>; without it, the very first.</summary>
    public IReadOnlyList<ReviewPlace> Page(ReviewPlace? after, int length)
    {
        if (_places.Count == 0 || (after is { } cursor && cursor <= _places.Min)) return [];
        var below = after is { } last ? _places.GetViewBetween(_places.Min, last) : _places;
        return [.. below.Reverse().Where(place => place != after).Take(length)];
    }
}
