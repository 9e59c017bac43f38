using System.Buffers;
using System.Collections.Immutable;
using Orleans.Journaling;
using Reviews.Contracts.Films;
using Reviews.Domain.Ballots;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <summary>A film's ballot book in its journal: 17 bytes per vote, one entry per batch.</summary>
/// <remarks>
/// Entries: <c>1</c> ballots as they came in; <c>2</c> ballots of a snapshot; <c>3</c> the version that ends a snapshot, or that a repair
/// raised the film to; <c>4</c> the excluded windows after some decisions. Scorecard, timeline and surges are never written: they are
/// computed from the ballots.
/// </remarks>
internal sealed class BallotsState : StagedStateMachine<BallotsState.Change>
{
    private const byte Batch = 1;
    private const byte SnapshotPart = 2;
    private const byte VersionReached = 3;
    private const byte Excluded = 4;

    /// <summary>Ballots per snapshot entry: 850 KB, since many small entries are slow to read back.</summary>
    private const int BallotsPerPart = 50_000;

    // The newest ballots that are staged or in flight, by member.
    private readonly Dictionary<long, BallotEntry> _coming = [];
    private readonly List<BallotEntry> _batch = [];   // reused only for its capacity
    private BallotBook _book = new();
    private Exclusions _exclusions = Exclusions.None;
    private FilmRating? _rating;
    private FilmRating? _charted;

    /// <summary>The store's incarnation that all reported versions carry.</summary>
    public long Incarnation { get; set; }

    /// <summary>The durable book.</summary>
    public BallotBook Book => _book;

    /// <summary>The excluded windows as they will be once everything staged is durable.</summary>
    public Exclusions LatestExclusions => Undurable.LastOrDefault(change => change.Exclusions is not null).Exclusions ?? _exclusions;

    /// <summary>The member's ballot with the highest ticket recorded here, durable or not; one with ticket 0 when there is none.</summary>
    public BallotEntry LatestOf(long memberId) =>
        _coming.TryGetValue(memberId, out var coming) || _book.TryGet(memberId, out coming) ? coming : default;

    /// <summary>Records a ballot with the next write. Its ticket must be above that of <see cref="LatestOf"/>.</summary>
    public void Enter(in BallotEntry ballot)
    {
        _coming[ballot.MemberId] = ballot;
        Stage(new Change(ballot));
    }

    /// <summary>Excludes these windows and no others with the next write.</summary>
    public void Exclude(Exclusions exclusions) => Stage(new Change(default, exclusions));

    /// <summary>Raises the version with the next write, which must contain nothing else.</summary>
    public void RaiseTo(long version) => Stage(new Change(default, Version: version));

    /// <summary>The durable rating; the same object until it changes.</summary>
    public FilmRating RatingOf(string filmId) =>
        _rating ??= ToRating(filmId, Contracts.Platform.Incarnation.Raise(_book.Version, Incarnation), _book.Scorecard);

    /// <summary>The durable rating with its trend and annotations, computed on demand; the same object until it changes.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="surgeVotes">Minimum votes of new accounts in an hour for a surge.</param>
    public FilmRating ChartedOf(string filmId, int surgeVotes) =>
        _charted ??= RatingOf(filmId) with { Trend = ToTrend(_book.ReadTrend()), Marks = ToMarks(
            _book.ReadSurges(surgeVotes), _book.ReadWindows()) };

    /// <summary>A scorecard as it is sent.</summary>
    public static FilmRating ToRating(string filmId, long version, Domain.Ratings.Scorecard card) =>
        new(filmId, version, card.Count, card.HalfStarSum, [.. card.Histogram]);

    protected override void Clear()
    {
        _coming.Clear();
        _book = new BallotBook();
        _exclusions = Exclusions.None;
        ForgetRating();
    }

    protected override void Apply(in Change change)
    {
        var before = _book.Version;
        if (change.Version is { } version)
        {
            _book.Restore(version);
        }
        else if (change.Exclusions is { } exclusions)
        {
            Take(exclusions);
        }
        else
        {
            var ballot = change.Ballot;
            if (_coming.TryGetValue(ballot.MemberId, out var newest) && newest.Ticket == ballot.Ticket) _coming.Remove(ballot.MemberId);
            _book.Enter(ballot);
        }

        if (_book.Version != before) ForgetRating();
    }

    protected override void Encode(List<Change> changes, IBufferWriter<byte> writer)
    {
        if (changes is [{ Version: { } version }]) EncodeVersion(version, writer);
        else EncodeBatch(changes, writer);
    }

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        foreach (var part in _book.Entries().Chunk(BallotsPerPart))
        {
            using var entry = writer.BeginEntry();
            BallotsFormat.WriteByte(entry.Writer, SnapshotPart);
            BallotsFormat.WriteBallots(part, entry.Writer);
            entry.Commit();
        }

        if (_exclusions.Decision > 0)
        {
            using var entry = writer.BeginEntry();
            Encode([new Change(default, _exclusions)], entry.Writer);
            entry.Commit();
        }

        using var end = writer.BeginEntry();
        EncodeVersion(_book.Version, end.Writer);
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
                BallotsFormat.ReadBallots(ref entry, _book);
                break;
            case VersionReached:
                _book.Restore(BallotsFormat.ReadNumber(ref entry));
                break;
            case Excluded:
                for (var left = BallotsFormat.ReadNumber(ref entry); left > 0; left--) Take(BallotsFormat.ReadExclusions(ref entry));
                BallotsFormat.ReadBallots(ref entry, _book);
                break;
            default:
                ThrowUnknownEntry(kind[0]);
                break;
        }

        ForgetRating();
    }

    private void EncodeBatch(List<Change> changes, IBufferWriter<byte> writer)
    {
        if (changes.Any(change => change.Version is not null))
            throw new InvalidOperationException("A version must be raised in a write of its own.");
        _batch.Clear();
        foreach (var change in changes)
        {
            if (change.Exclusions is null) _batch.Add(change.Ballot);
        }

        BallotsFormat.WriteByte(writer, _batch.Count == changes.Count ? Batch : Excluded);
        if (_batch.Count < changes.Count) EncodeDecisions([.. changes.Where(change => change.Exclusions is not null)], writer);
        BallotsFormat.WriteBallots(_batch, writer);
    }

    private static void EncodeVersion(long version, IBufferWriter<byte> writer)
    {
        BallotsFormat.WriteByte(writer, VersionReached);
        BallotsFormat.WriteNumber(writer, version);
    }

    /// <summary>Ballots that share a write with a decision come after it in the entry, which makes no difference to either.</summary>
    private static void EncodeDecisions(List<Change> decisions, IBufferWriter<byte> writer)
    {
        BallotsFormat.WriteNumber(writer, decisions.Count);
        foreach (var decision in decisions) BallotsFormat.WriteExclusions(decision.Exclusions!, writer);
    }

    private static ImmutableArray<TrendPoint> ToTrend(ImmutableArray<TrendBucket> buckets) =>
        ImmutableArray.CreateRange(buckets, bucket => new TrendPoint(bucket.Start, bucket.Days, bucket.Count, bucket.HalfStarSum));

    private static ImmutableArray<SurgeAnnotation> ToMarks(
        ImmutableArray<Surge> surges, ImmutableArray<(ExcludedWindow Window, int Votes)> windows) =>
    [
        .. surges.Select(surge => new SurgeAnnotation(RatingMarkKind.Surge, surge.From, surge.From + Surge.Seconds, surge.Votes)),
        .. windows.Select(excluded =>
            new SurgeAnnotation(RatingMarkKind.Excluded, excluded.Window.From, excluded.Window.Until, excluded.Votes)),
    ];

    private void Take(Exclusions exclusions)
    {
        _exclusions = exclusions;
        _book.Exclude(exclusions.Windows);
    }

    private void ForgetRating() => (_rating, _charted) = (null, null);

    /// <summary>A ballot, or the windows after a decision, or the version reached.</summary>
    internal readonly record struct Change(BallotEntry Ballot, Exclusions? Exclusions = null, long? Version = null);
}
