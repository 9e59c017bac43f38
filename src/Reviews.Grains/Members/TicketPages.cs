using System.Collections.Immutable;
using System.Globalization;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Pages of items ordered by a member's tickets. Tickets grow with time, so the newest item has the highest.</summary>
internal static class TicketPages
{
    /// <summary>Maximum items on a page that readers see.</summary>
    private const int MaxPageSize = 100;

    /// <summary>A page for readers, newest first.</summary>
    /// <param name="items">All items, in any order.</param>
    /// <param name="ticketOf">An item's ticket.</param>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    /// <param name="pageSize">1 to 100.</param>
    /// <returns>The page, and the cursor of the next one; null at the end.</returns>
    public static (ImmutableArray<T> Items, string? Next) NewestFirst<T>(
        IEnumerable<T> items, Func<T, uint> ticketOf, string? cursor, int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaxPageSize);
        var below = cursor is null ? uint.MaxValue : uint.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture);
        var page = items.Where(item => ticketOf(item) < below).OrderByDescending(ticketOf).Take(pageSize + 1).ToArray();
        var next = page.Length > pageSize ? ticketOf(page[pageSize - 1]).ToString(CultureInfo.InvariantCulture) : null;
        return ([.. page.Take(pageSize)], next);
    }

    /// <summary>A page of an export, oldest first.</summary>
    /// <param name="items">All items, in any order.</param>
    /// <param name="ticketOf">An item's ticket.</param>
    /// <param name="after">The ticket of the last one that was read; 0 for the first page.</param>
    /// <param name="count">1 to <see cref="IMemberDataGrain.MaxVotes"/>.</param>
    public static IEnumerable<T> OldestFirst<T>(IEnumerable<T> items, Func<T, uint> ticketOf, uint after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, IMemberDataGrain.MaxVotes);
        return items.Where(item => ticketOf(item) > after).OrderBy(ticketOf).Take(count);
    }
}
