using System.Buffers;
using Orleans.Journaling;
using Orleans.Serialization;
using Reviews.Contracts.Mail;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Mail;

/// <summary>The waiting emails, oldest first.</summary>
internal sealed class OutboxState(Serializer<OutboxChange[]> serializer) : StagedStateMachine<OutboxChange>
{
    /// <summary>Emails per snapshot entry: about 200 KB, 2 MB if all have the maximum length.</summary>
    private const int EmailsPerPart = 64;

    private readonly SortedDictionary<long, EmailQueued> _letters = [];
    private readonly Dictionary<Guid, long> _numbers = [];
    private readonly HashSet<Guid> _known = [];   // including those not durable yet
    private long _lastNumber;

    /// <summary>How many emails are waiting, including those not durable yet.</summary>
    public int Count => _known.Count;

    /// <summary>The durable emails, oldest first.</summary>
    public IEnumerable<EmailQueued> All => _letters.Values;

    /// <summary>Whether the email is waiting, or will be once a write in flight is durable.</summary>
    public bool Knows(Guid letterId) => _known.Contains(letterId);

    /// <summary>Adds an email with the next write.</summary>
    public void Post(SealedEmail email, DateTimeOffset at)
    {
        _known.Add(email.LetterId);
        Stage(new EmailQueued(email, at));
    }

    /// <summary>Removes an email with the next write.</summary>
    public void Remove(Guid letterId) => Stage(new EmailRemoved(letterId));

    protected override void Clear()
    {
        _letters.Clear();
        _numbers.Clear();
        _known.Clear();
    }

    protected override void Apply(in OutboxChange change)
    {
        switch (change)
        {
            case EmailQueued posted: Keep(posted); break;
            case EmailRemoved removed: Forget(removed.LetterId); break;
        }
    }

    protected override void Encode(List<OutboxChange> changes, IBufferWriter<byte> writer) => serializer.Serialize([.. changes], writer);

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        foreach (var part in _letters.Values.Chunk(EmailsPerPart))
        {
            using var entry = writer.BeginEntry();
            serializer.Serialize([.. part], entry.Writer);
            entry.Commit();
        }
    }

    protected override void Replay(JournalBufferReader entry)
    {
        foreach (var change in serializer.Deserialize(entry.ToArray())!) Apply(change);
    }

    private void Keep(EmailQueued posted)
    {
        if (!_numbers.TryAdd(posted.Letter.LetterId, _lastNumber + 1)) return;
        _letters.Add(++_lastNumber, posted);
        _known.Add(posted.Letter.LetterId);
    }

    private void Forget(Guid letterId)
    {
        _known.Remove(letterId);
        if (_numbers.Remove(letterId, out var number)) _letters.Remove(number);
    }
}
