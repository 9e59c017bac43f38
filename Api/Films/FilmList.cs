using System.Collections.Concurrent;
using Reviews.Api.Catalogue;
using Reviews.Contracts.Films;

namespace Reviews.Api.Films;

/// <summary>The catalogue in each order, sorted anew when a list is asked for and the last sorting is over a second old.</summary>
/// <remarks>Lists may be cached for five seconds, so an order a second old is no news; the ratings in a page are always the index's newest.</remarks>
internal sealed class FilmList(FilmIndex index, MethodCache method, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Sorted> orders = new(StringComparer.Ordinal);

    /// <summary>One page of the films, and how many there are.</summary>
    /// <param name="sort">One of <see cref="FilmSort.Words"/>, with '-' to reverse.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">1 to 100.</param>
    public (IReadOnlyList<FilmState> Films, int Total) Page(string sort, int page, int pageSize)
    {
        var films = In(sort);
        var first = (long)(page - 1) * pageSize;
        if (first >= films.Length) return ([], films.Length);
        return ([.. films.Skip((int)first).Take(pageSize).Select(film => index.Find(film.Details!.FilmId) ?? film)], films.Length);
    }

    private FilmState[] In(string sort)
    {
        if (orders.TryGetValue(sort, out var kept) && time.GetElapsedTime(kept.At) < KeptFor) return kept.Films;
        var sorted = new Sorted(FilmSort.Order(index.All, sort, method.Current), time.GetTimestamp());
        orders[sort] = sorted;
        return sorted.Films;
    }

    private sealed record Sorted(FilmState[] Films, long At);
}
