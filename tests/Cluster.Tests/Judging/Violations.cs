using System.Collections.Concurrent;

namespace Cluster.Tests.Judging;

/// <summary>What must not have happened, a sentence each.</summary>
internal sealed class Violations
{
    /// <summary>More than these are counted only: 100 tell what is wrong.</summary>
    private const int MaxKept = 100;

    private readonly ConcurrentQueue<string> _sentences = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>The first of them.</summary>
    public IReadOnlyCollection<string> Sentences => _sentences;

    public void Add(string? sentence)
    {
        if (sentence is null) return;
        if (Interlocked.Increment(ref _count) <= MaxKept) _sentences.Enqueue(sentence);
    }

    public void Add(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences) Add(sentence);
    }

    public override string ToString() => Count == 0 ? "none" : $"{Count}:\n{string.Join('\n', _sentences)}";
}
