using System.Collections.Concurrent;

namespace Reviews.Grains.Journals;

/// <summary>Journals to be rewritten with their next write, so that nothing of their past remains. Thread-safe.</summary>
/// <param name="sweep">Null: the store leaves nothing of a journal's past after a rewrite.</param>
internal sealed class JournalRewriteRequests(IJournalSweep? sweep = null)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _wanted = new(StringComparer.Ordinal);

    /// <summary>Requests a rewrite. The task completes when the journal begins with a snapshot that includes its next write.</summary>
    public Task WithNextWrite(string journal) =>
        _wanted.GetOrAdd(journal, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Drops the request that <paramref name="written"/> belongs to; a later one stays.</summary>
    public void Drop(string journal, Task written)
    {
        if (_wanted.TryGetValue(journal, out var waiting) && waiting.Task == written)
            _wanted.TryRemove(KeyValuePair.Create(journal, waiting));
    }

    /// <summary>Makes the store remove what was in the journal before it was rewritten.</summary>
    public Task SweepAsync(string journal) => sweep?.SweepAsync(journal) ?? Task.CompletedTask;

    /// <summary>Whether a rewrite of the journal is requested.</summary>
    public bool IsWanted(string journal) => !_wanted.IsEmpty && _wanted.ContainsKey(journal);

    /// <summary>The journal was rewritten.</summary>
    public void Fulfil(string journal)
    {
        if (_wanted.TryRemove(journal, out var waiting)) waiting.TrySetResult();
    }
}
