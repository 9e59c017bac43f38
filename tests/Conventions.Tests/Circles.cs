namespace Conventions.Tests;

/// <summary>Circles in a graph.</summary>
internal static class Circles
{
    /// <summary>Each pair of nodes that lead to each other, the way from one to the other spelled out.</summary>
    /// <param name="edges">What leads to what.</param>
    public static IEnumerable<string> Among(IEnumerable<(string From, string To)> edges)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        return next.Select(node => node.Key).Select(node => WayBack(next, node)).OfType<string>();
    }

    /// <summary>The shortest way from a node to itself; null when there is none.</summary>
    private static string? WayBack(ILookup<string, string> next, string start)
    {
        var ways = new Queue<string[]>([[start]]);
        var seen = new HashSet<string>();
        while (ways.TryDequeue(out var way))
        {
            foreach (var node in next[way[^1]])
            {
                if (node == start) return string.Join(" -> ", [.. way, node]);
                if (seen.Add(node)) ways.Enqueue([.. way, node]);
            }
        }

        return null;
    }
}
