using Orleans.Journaling;

namespace Storage.Tests.Fixtures;

/// <summary>A small ballot book: pending and in-flight votes kept apart, nothing visible before it is durable.</summary>
internal sealed class Tally : IStateMachine
{
    /// <summary>The name under which grains and compactions register it.</summary>
    public const string Name = "tally";

    private const int VotesPerSnapshotEntry = 50_000;

    private readonly Dictionary<long, Vote> _book = [];
    private readonly List<Vote> _pending = [];
    private readonly List<Vote> _inFlight = [];

    public IReadOnlyDictionary<long, Vote> Book => _book;

    public int SnapshotBytes => _book.Count * Vote.Size;

    public void Enter(Vote vote) => _pending.Add(vote);

    void IStateMachine.Reset(JournalStreamWriter writer)
    {
        _book.Clear();
        _pending.Clear();
        _inFlight.Clear();
    }

    void IStateMachine.ReplayEntry(JournalEntry entry, JournalReplayContext context)
    {
        Span<byte> packed = stackalloc byte[Vote.Size];
        while (entry.Reader.Length > 0)
        {
            entry.Reader.Read(packed);
            Apply(Vote.Read(packed));
        }
    }

    void IStateMachine.WritePendingEntries(JournalStreamWriter writer)
    {
        if (_pending.Count == 0) return;
        Write(writer, _pending);
        _inFlight.AddRange(_pending);
        _pending.Clear();
    }

    void IStateMachine.WriteSnapshot(JournalStreamWriter writer)
    {
        _inFlight.AddRange(_pending);
        _pending.Clear();
        foreach (var votes in _book.Values.Concat(_inFlight).Chunk(VotesPerSnapshotEntry)) Write(writer, votes);
    }

    void IStateMachine.OnWriteCompleted()
    {
        _inFlight.ForEach(Apply);
        _inFlight.Clear();
    }

    private void Apply(Vote vote)
    {
        if (!_book.TryGetValue(vote.Member, out var standing) || vote.Ticket > standing.Ticket) _book[vote.Member] = vote;
    }

    private static void Write(JournalStreamWriter writer, IReadOnlyCollection<Vote> votes)
    {
        using var entry = writer.BeginEntry();
        foreach (var vote in votes)
        {
            vote.Write(entry.Writer.GetSpan(Vote.Size));
            entry.Writer.Advance(Vote.Size);
        }

        entry.Commit();
    }
}
