using System.Buffers;
using System.Collections.Immutable;
using Orleans.Journaling;
using Reviews.Contracts.Films;
using Reviews.Domain.Ballots;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <summary>A film's ballot book in its journal: 17 bytes a vote, one entry a batch.</summary>
/// <remarks>Entries: <c>1</c> ballots as they came; <c>2</c> ballots of a snapshot; <c>3</c> the version that ends a snapshot.
/// Scorecard and timeline are never written: they are counted from the ballots.</remarks>
internal sealed class BallotsState : StagedState<BallotEntry>
{
    private const byte Batch = 1;
    private const byte SnapshotPart = 2;
    private const byte SnapshotEnd = 3;

    /// <summary>Ballots in one entry of a snapshot: 850 KB, since many small entries are slow to read back.</summary>
    private const int BallotsPerPart = 50_000;

    /// <summary>Ballots written at one go: a span of 48 KB, well within the writer's pages.</summary>
    private const int BallotsPerSpan = 2_880;

    // The tickets of ballots that are staged or under way, by member.
    private readonly Dictionary<long, uint> _tickets = [];
    private BallotBook _book = new();
    private FilmRating? _rating;
    private FilmRating? _charted;

    /// <summary>The durable book.</summary>
    public BallotBook Book => _book;

    /// <summary>The highest ticket of a member that was entered here, durable or not; 0 when there is none.</summary>
    public uint TicketOf(long memberId) =>
        _tickets.TryGetValue(memberId, out var ticket) ? ticket : _book.TryGet(memberId, out var entry) ? entry.Ticket : 0;

    /// <summary>Enters a ballot with the next write. Its ticket must be above <see cref="TicketOf"/>.</summary>
    public void Enter(in BallotEntry ballot)
    {
        _tickets[ballot.MemberId] = ballot.Ticket;
        Stage(ballot);
    }

    /// <summary>The durable rating; the same object until it changes.</summary>
    public FilmRating RatingOf(string filmId) => _rating ??= ToRating(filmId, _book.Version, _book.Scorecard);

    /// <summary>The durable rating with its trend, worked out when it is asked for; the same object until it changes.</summary>
    public FilmRating ChartedOf(string filmId) => _charted ??= RatingOf(filmId) with { Trend = ToTrend(_book.ReadTrend()) };

    /// <summary>A scorecard as it travels.</summary>
    public static FilmRating ToRating(string filmId, long version, Domain.Ratings.Scorecard card) =>
        new(filmId, version, card.Count, card.HalfStarSum, [.. card.Histogram]);

    protected override void Clear()
    {
        _tickets.Clear();
        _book = new BallotBook();
        ForgetRating();
    }

    protected override void Apply(in BallotEntry change)
    {
        if (_tickets.TryGetValue(change.MemberId, out var ticket) && ticket == change.Ticket) _tickets.Remove(change.MemberId);
        var before = _book.Version;
        _book.Enter(change);
        if (_book.Version != before) ForgetRating();
    }

    protected override void Encode(List<BallotEntry> changes, IBufferWriter<byte> writer)
    {
        WriteByte(writer, Batch);
        WriteBallots(changes, writer);
    }

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        foreach (var part in _book.Entries().Chunk(BallotsPerPart))
        {
            using var entry = writer.BeginEntry();
            WriteByte(entry.Writer, SnapshotPart);
            WriteBallots(part, entry.Writer);
            entry.Commit();
        }

        using var end = writer.BeginEntry();
        WriteByte(end.Writer, SnapshotEnd);
        BitConverter.TryWriteBytes(end.Writer.GetSpan(sizeof(long)), _book.Version);
        end.Writer.Advance(sizeof(long));
        end.Commit();
    }

    protected override void Replay(JournalBufferReader entry)
    {
        Span<byte> kind = stackalloc byte[1];
        entry.Read(kind);
        switch (kind[0])
        {
            case Batch:
            case SnapshotPart:
                ReadBallots(entry);
                break;
            case SnapshotEnd:
                Span<byte> version = stackalloc byte[sizeof(long)];
                entry.Read(version);
                _book.Restore(BitConverter.ToInt64(version));
                break;
            default:
                ThrowUnknownEntry(kind[0]);
                break;
        }

        ForgetRating();
    }

    private static ImmutableArray<TrendPoint> ToTrend(ImmutableArray<TrendBucket> buckets) =>
        ImmutableArray.CreateRange(buckets, bucket => new TrendPoint(bucket.Start, bucket.Days, bucket.Count, bucket.HalfStarSum));

    private void ForgetRating() => (_rating, _charted) = (null, null);

    private void ReadBallots(JournalBufferReader entry)
    {
        if (entry.Length % BallotEntry.PackedSize != 0) throw new InvalidDataException("An entry of ballots is torn.");
        var buffer = ArrayPool<byte>.Shared.Rent(BallotsPerSpan * BallotEntry.PackedSize);
        while (entry.Length > 0)
        {
            var span = buffer.AsSpan(0, Math.Min(entry.Length, BallotsPerSpan * BallotEntry.PackedSize));
            entry.Read(span);
            for (; !span.IsEmpty; span = span[BallotEntry.PackedSize..]) _book.Enter(BallotEntry.Read(span));
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void WriteByte(IBufferWriter<byte> writer, byte value)
    {
        writer.GetSpan(1)[0] = value;
        writer.Advance(1);
    }

    private static void WriteBallots(IReadOnlyList<BallotEntry> ballots, IBufferWriter<byte> writer)
    {
        for (var done = 0; done < ballots.Count;)
        {
            var count = Math.Min(ballots.Count - done, BallotsPerSpan);
            var span = writer.GetSpan(count * BallotEntry.PackedSize);
            for (var i = 0; i < count; i++) ballots[done + i].Write(span[(i * BallotEntry.PackedSize)..]);
            writer.Advance(count * BallotEntry.PackedSize);
            done += count;
        }
    }
}
