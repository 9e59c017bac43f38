using System.Diagnostics;

namespace Reviews.Storage.Writing;

/// <summary>The store's spans: one per waiting write, one per transaction. None is created while nobody listens.</summary>
/// <remarks>
/// A transaction serves writes of many traces. Its span is a child of the first, linked to the others, and each write's span names it.
/// </remarks>
internal static class StoreTraces
{
    /// <summary>Maximum writes a transaction's span links to: 64. The others still name it.</summary>
    private const int MaxLinks = 64;

    private static readonly ActivitySource Source = new("Reviews.Storage");

    /// <summary>The wait of one write, as a child of whatever requested it; null when that is not traced.</summary>
    public static Activity? BeginWrite() => Activity.Current is null ? null : Source.StartActivity("store write");

    /// <summary>One transaction; null when none of its writes is traced.</summary>
    public static Activity? BeginCommit(IReadOnlyList<StoreWrite> group)
    {
        if (!Source.HasListeners()) return null;
        var traced = group.Select(write => write.Trace).OfType<Activity>().ToArray();
        if (traced.Length == 0) return null;
        var links = traced.Skip(1).Take(MaxLinks).Select(write => new ActivityLink(write.Context));
        var commit = Source.StartActivity("store commit", ActivityKind.Client, traced[0].Context, links: links);
        commit?.SetTag("reviews.store.commit.writes", group.Count);
        foreach (var write in traced) write.SetTag("reviews.store.commit", commit?.Id);
        return commit;
    }
}
