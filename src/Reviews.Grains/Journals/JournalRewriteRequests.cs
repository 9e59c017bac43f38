using System.Collections.Concurrent;

namespace Reviews.Grains.Journals;

/// <summary>
/// Journals that are to be rewritten with their next write, so that nothing of the past lies in them. Safe for many threads.
/// </summary>
/// <param name="sweep">Null: nothing is left of a journal that was rewritten.</param>
internal sealed class JournalRewriteRequests(IJournalSweep? sweep = null)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _wanted = new(StringComparer.Ordinal);

    /// <summary>Asks for it. The task is done when the journal begins with a snapshot that holds its next write.</summary>
    public Task WithNextWrite(string journal) =>
        _wanted.GetOrAdd(journal, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Gives the wish up that <paramref name="written"/> waits for; one that came after it stays.</summary>
    public void Drop(string journal, Task written)
    {
        if (_wanted.TryGetValue(journal, out var waiting) && waiting.Task == written)
            _wanted.TryRemove(KeyValuePair.Create(journal, waiting));
    }

    /// <summary>Has the store remove what was in the journal before it was rewritten.</summary>
    public Task SweepAsync(string journal) => sweep?.SweepAsync(journal) ?? Task.CompletedTask;

    /// <summary>Whether the journal is asked for.</summary>
    public bool IsWanted(string journal) => !_wanted.IsEmpty && _wanted.ContainsKey(journal);

    /// <summary>The journal was rewritten.</summary>
    public void Fulfil(string journal)
    {
        if (_wanted.TryRemove(journal, out var waiting)) waiting.TrySetResult();
    }
}
