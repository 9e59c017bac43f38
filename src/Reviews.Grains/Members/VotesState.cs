using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Orleans.Journaling;
using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>A member's votes in the member's journal: tens of bytes per vote.</summary>
/// <remarks>An entry is a run of records: <c>1</c> intent (ticket, time, half stars, origin, film); <c>2</c> done (ticket, film); <c>3</c>
/// forgotten (ticket, film), for a film that turned out not to exist; <c>4</c> the ticket counter, first in a snapshot, and alone where
/// only a write is needed; <c>5</c> intent of an import (an intent with the import's number and what the file said).</remarks>
/// <param name="tickets">How tickets are compared; null: the default.</param>
internal sealed class VotesState(IEqualityComparer<uint>? tickets = null) : StagedStateMachine<VotesState.Change>
{
    private const byte Intent = 1;
    private const byte Done = 2;
    private const byte Forgotten = 3;
    private const byte Counter = 4;
    private const byte ImportIntent = 5;

    /// <summary>Votes per snapshot entry: about 200 KB.</summary>
    private const int VotesPerPart = 4_096;

    /// <summary>Maximum bytes of a record without its film's name.</summary>
    private const int MaxRecordHead = 32;

    private readonly Dictionary<string, VoteRecord> _votes = new(StringComparer.Ordinal);
    private readonly HashSet<uint> _closing = new(tickets);
    private uint _lastTicket;

    /// <summary>The durable votes, withdrawn ones included.</summary>
    public IReadOnlyCollection<VoteRecord> All => _votes.Values;

    /// <summary>The durable intent for a film; null when there never was one.</summary>
    public VoteRecord? Find(string filmId) => _votes.GetValueOrDefault(filmId);

    /// <summary>The highest ticket taken, durable or not.</summary>
    public uint LastTicket => _lastTicket;

    /// <summary>Whether the film has the vote with this ticket, and only the record of that is not durable yet.</summary>
    public bool IsClosing(uint ticket) => _closing.Contains(ticket);

    /// <summary>Makes the next ticket exceed this one, which a film holds; the intent that takes it makes that durable.</summary>
    public void RaiseTo(uint ticket) => _lastTicket = Math.Max(_lastTicket, ticket);

    /// <summary>Journals a new intent with the next write, under a ticket never used before.</summary>
    public VoteRecord Intend(string filmId, byte halfStars, uint castAt, VoteOrigin origin, ImportMark? imported = null)
    {
        var record = new VoteRecord(filmId, halfStars, checked(++_lastTicket), castAt, origin, Open: true, imported);
        Stage(IntentOf(record));
        return record;
    }

    /// <summary>Adds, with the next write, a vote that its film holds to the list.</summary>
    public void Adopt(VoteRecord held)
    {
        Stage(IntentOf(held));
        Close(held);
    }

    /// <summary>
    /// Writes the unchanged counter with the next write: from then on no other activation can write without having read this one's last
    /// write.
    /// </summary>
    public void Confirm() => Stage(CounterOf());

    /// <summary>Records with the next write that the film has this vote.</summary>
    public void Close(VoteRecord record)
    {
        _closing.Add(record.Ticket);
        Stage(new Change(Done, record));
    }

    /// <summary>Drops, with the next write, an intent for a film that does not exist.</summary>
    public void Forget(VoteRecord record) => Stage(new Change(Forgotten, record));

    protected override void Clear()
    {
        _votes.Clear();
        _closing.Clear();
        _lastTicket = 0;
    }

    protected override void Apply(in Change change)
    {
        var record = change.Record;
        _lastTicket = Math.Max(_lastTicket, record.Ticket);
        if (change.Kind == Done) _closing.Remove(record.Ticket);
        var standing = _votes.GetValueOrDefault(record.FilmId);
        switch (change.Kind)
        {
            case Intent or ImportIntent when standing is null || standing.Ticket < record.Ticket:
                _votes[record.FilmId] = record;
                break;
            case Done when standing?.Ticket == record.Ticket:
                _votes[record.FilmId] = standing with { Open = false };
                break;
            case Forgotten when standing?.Ticket == record.Ticket:
                _votes.Remove(record.FilmId);
                break;
        }
    }

    protected override void Encode(List<Change> changes, IBufferWriter<byte> writer)
    {
        foreach (var change in changes) Write(change, writer);
    }

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        var changes = _votes.Values.SelectMany(SnapshotOf).Prepend(CounterOf());
        foreach (var part in changes.Chunk(VotesPerPart))
        {
            using var entry = writer.BeginEntry();
            foreach (var change in part) Write(change, entry.Writer);
            entry.Commit();
        }
    }

    protected override void Replay(JournalBufferReader entry)
    {
        ReadOnlySpan<byte> bytes = entry.ToArray();
        entry.Skip(entry.Length);
        while (!bytes.IsEmpty) Apply(Read(ref bytes));
    }

    private Change CounterOf() => new(Counter, new VoteRecord("", 0, _lastTicket, 0, 0, Open: false));

    private static Change IntentOf(VoteRecord record) => new(record.Imported is null ? Intent : ImportIntent, record);

    private static IEnumerable<Change> SnapshotOf(VoteRecord record)
    {
        yield return IntentOf(record);
        if (!record.Open) yield return new Change(Done, record);
    }

    private static void Write(in Change change, IBufferWriter<byte> writer)
    {
        var record = change.Record;
        var span = writer.GetSpan(MaxRecordHead + Encoding.UTF8.GetMaxByteCount(record.FilmId.Length));
        span[0] = change.Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(span[1..], record.Ticket);
        var length = 5;
        if (change.Kind is Intent or ImportIntent)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(span[length..], record.CastAt);
            span[9] = record.HalfStars;
            span[10] = (byte)record.Origin;
            length = 11;
        }

        if (change.Kind == ImportIntent) length += ImportMarkBytes.Write(record.Imported!, span[length..]);

        var name = Encoding.UTF8.GetBytes(record.FilmId, span[(length + 2)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(span[length..], checked((ushort)name));
        writer.Advance(length + 2 + name);
    }

    private static Change Read(ref ReadOnlySpan<byte> bytes)
    {
        var kind = bytes[0];
        if (kind is < Intent or > ImportIntent) ThrowUnknownEntry(kind);
        var ticket = BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]);
        var (castAt, halfStars, origin, length) = (0u, (byte)0, (VoteOrigin)0, 5);
        if (kind is Intent or ImportIntent)
        {
            castAt = BinaryPrimitives.ReadUInt32LittleEndian(bytes[length..]);
            (halfStars, origin, length) = (bytes[9], (VoteOrigin)bytes[10], 11);
        }

        var imported = kind == ImportIntent ? ImportMarkBytes.Read(bytes, ref length) : null;

        var name = BinaryPrimitives.ReadUInt16LittleEndian(bytes[length..]);
        var filmId = Encoding.UTF8.GetString(bytes.Slice(length + 2, name));
        bytes = bytes[(length + 2 + name)..];
        return new Change(kind, new VoteRecord(filmId, halfStars, ticket, castAt, origin, Open: true, imported));
    }

    /// <summary>One journal record.</summary>
    internal readonly record struct Change(byte Kind, VoteRecord Record);
}
