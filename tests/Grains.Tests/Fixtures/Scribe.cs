using System.Buffers;
using System.Text;
using Orleans.Journaling;

namespace Grains.Tests.Fixtures;

/// <summary>A state whose entries are words, which notes down what its manager asks of it and when.</summary>
internal sealed class Scribe(string name, List<string> diary) : IStateMachine
{
    private readonly List<string> _pending = [];

    /// <summary>What was replayed.</summary>
    public List<string> Replayed { get; } = [];

    /// <summary>What a snapshot is made of beside what is pending.</summary>
    public List<string> Durable { get; } = [];

    /// <summary>Fails instead of writing.</summary>
    public Exception? Broken { get; set; }

    public void Stage(params IEnumerable<string> words) => _pending.AddRange(words);

    void IStateMachine.Reset(JournalStreamWriter writer)
    {
        Note("is reset");
        _pending.Clear();
        Replayed.Clear();
        Durable.Clear();
    }

    void IStateMachine.ReplayEntry(JournalEntry entry, JournalReplayContext context)
    {
        var word = Encoding.UTF8.GetString(entry.Reader.ToArray());
        Note($"replays {word}");
        if (word == "?") throw new InvalidDataException("An entry of no kind that is known.");
        Replayed.Add(word);
        Durable.Add(word);
    }

    void IStateMachine.OnRecoveryCompleted() => Note("is recovered");

    void IStateMachine.WritePendingEntries(JournalStreamWriter writer)
    {
        Note("writes what is pending");
        WritePending(writer);
    }

    void IStateMachine.WriteSnapshot(JournalStreamWriter writer)
    {
        Note("writes a snapshot");
        foreach (var word in Durable) Write(writer, word);
        WritePending(writer);
    }

    void IStateMachine.OnWriteCompleted() => Note("is written");

    private void WritePending(JournalStreamWriter writer)
    {
        if (Broken is not null) throw Broken;
        foreach (var word in _pending) Write(writer, word);
        Durable.AddRange(_pending);
        _pending.Clear();
    }

    private static void Write(JournalStreamWriter writer, string word)
    {
        using var entry = writer.BeginEntry();
        entry.Writer.Write(Encoding.UTF8.GetBytes(word));
        entry.Commit();
    }

    private void Note(string what) => diary.Add($"{name} {what}");
}
