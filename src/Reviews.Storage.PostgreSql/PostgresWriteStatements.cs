using Npgsql;
using Reviews.Storage.Writing;
using static Reviews.Storage.PostgreSql.PostgresParameters;

namespace Reviews.Storage.PostgreSql;

/// <summary>
/// The conditional writes as SQL. A condition that does not hold changes no row and is reported as refused; it never breaks the transaction
/// it shares with others.
/// </summary>
/// <remarks>
/// Other processes write at the same time, under READ COMMITTED: a statement sees what was committed when it began; of what commits while
/// it waits for a lock, it sees only changes to the very row it waited for. So a condition on more than one row is never checked by the
/// statement that waits for the lock: a separate statement takes the lock first, and the check then sees everything committed before that.
/// The locks, always in this order:
/// <list type="bullet">
/// <item>the journal's row: KEY SHARE for writes that need its head to stay (appends, sweeps), UPDATE for writes that change the head. An
/// UPDATE waits for all appends in flight, and later appends see the new head.</item>
/// <item>the mark's row: KEY SHARE for writes allowed only while it exists (slices), UPDATE for writes that may remove it.</item>
/// </list>
/// If writers deadlock nevertheless, the database breaks the deadlock after a second, and the group is retried piece by piece.
/// </remarks>
internal static class PostgresWriteStatements
{
    private const string KeepHead = "SELECT 1 FROM journal WHERE id = $1 FOR KEY SHARE";
    private const string TakeHead = "SELECT 1 FROM journal WHERE id = $1 FOR UPDATE";

    /// <summary>In id order, whatever the order in the group: two groups on the same journals wait instead of deadlocking.</summary>
    private const string KeepHeads = "SELECT 1 FROM journal WHERE id = ANY($1) ORDER BY id FOR KEY SHARE";

    /// <summary>
    /// The index decides between two writers of one number: the second waits for the first's commit, then does nothing. The previous
    /// segment must exist: a store that came back with less has lost it. The name must match: such a store reuses ids.
    /// </summary>
    private const string Append = """
        INSERT INTO segment(journal, number, checksum, data)
        SELECT j.id, w.number, w.checksum, w.data
        FROM unnest($1, $2, $3, $4, $5, $6) AS w(journal, key, generation, number, checksum, data)
        JOIN journal j ON j.id = w.journal AND j.key = w.key AND j.generation = w.generation
          AND (j.base = w.number OR j.base < w.number AND EXISTS(SELECT 1 FROM segment WHERE journal = w.journal AND number = w.number - 1))
        ON CONFLICT(journal, number) DO NOTHING
        RETURNING journal
        """;

    private const string Create = """
        WITH made AS (
            INSERT INTO journal(key, long_name, generation, base, snapshot, slices, bytes, checksum, reserved)
            VALUES($1, $2, $3, $4, 0, 0, 0, $5, 0)
            ON CONFLICT(key) DO NOTHING RETURNING id)
        INSERT INTO segment(journal, number, checksum, data) SELECT id, $4, $6, $7 FROM made RETURNING journal
        """;

    private const string Reserve = """
        WITH reserved AS (UPDATE journal SET reserved = reserved + 1 WHERE id = $1 AND generation = $2 RETURNING id, reserved)
        INSERT INTO sweep(journal, mark, marked_at) SELECT id, reserved, now() FROM reserved
        ON CONFLICT(journal) DO UPDATE SET mark = excluded.mark, marked_at = excluded.marked_at
        RETURNING mark
        """;

    private const string KeepMark = "SELECT 1 FROM sweep WHERE journal = $1 FOR KEY SHARE";
    private const string TakeMark = "SELECT 1 FROM sweep WHERE journal = $1 FOR UPDATE";

    private const string Put = """
        INSERT INTO slice(journal, snapshot, number, checksum, data)
        SELECT journal, $2, $3, $4, $5 FROM sweep WHERE journal = $1
        ON CONFLICT(journal, snapshot, number) DO NOTHING
        RETURNING journal
        """;

    private const string Flip = """
        UPDATE journal SET base = $4, snapshot = $5, slices = $6, bytes = $7, checksum = $8
        WHERE id = $1 AND generation = $2 AND snapshot = $3 AND base <= $4
          AND (SELECT COUNT(*) FROM slice WHERE journal = $1 AND snapshot = $5) = $6
          AND NOT ($9 AND EXISTS(SELECT 1 FROM segment WHERE journal = $1 AND number >= $4))
        RETURNING id
        """;

    private const string Delete = """
        WITH deleted AS (
            UPDATE journal SET generation = $3, base = $4, snapshot = 0, slices = 0, bytes = 0, checksum = $5
            WHERE id = $1 AND generation = $2 AND base <= $4
              AND NOT EXISTS(SELECT 1 FROM segment WHERE journal = $1 AND number >= $4)
            RETURNING id, reserved)
        INSERT INTO sweep(journal, mark, marked_at) SELECT id, reserved, now() FROM deleted
        ON CONFLICT(journal) DO UPDATE SET mark = excluded.mark, marked_at = excluded.marked_at
        RETURNING mark
        """;

    /// <summary>
    /// Uses arrays of row positions: a join with the piece to remove may be planned as a pass over the whole log for each of its rows.
    /// </summary>
    private static readonly string Sweep = $"""
        WITH segments AS (
            DELETE FROM segment WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM segment WHERE journal = $1 AND number < (SELECT base FROM journal WHERE id = $1)
                ORDER BY number LIMIT {SweepPiece.MaxSegments}))
            RETURNING 1),
        slices AS (
            DELETE FROM slice WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM slice
                WHERE journal = $1 AND snapshot <= $2 AND snapshot <> (SELECT snapshot FROM journal WHERE id = $1)
                ORDER BY snapshot, number LIMIT {SweepPiece.MaxSlices}))
            RETURNING 1)
        SELECT (SELECT COUNT(*) FROM segments) + (SELECT COUNT(*) FROM slices)
        """;

    /// <summary>A separate statement, so that it sees what <see cref="Sweep"/> left.</summary>
    private const string Unmark = """
        DELETE FROM sweep WHERE journal = $1 AND mark <= $2
          AND NOT EXISTS(SELECT 1 FROM segment WHERE journal = $1 AND number < (SELECT base FROM journal WHERE id = $1))
          AND NOT EXISTS(SELECT 1 FROM slice
              WHERE journal = $1 AND snapshot <= $2 AND snapshot <> (SELECT snapshot FROM journal WHERE id = $1))
        RETURNING journal
        """;

    private const string CutSegments = "DELETE FROM segment WHERE journal = $1 AND number >= $2 RETURNING 1";

    private const string CutHead = """
        WITH cut AS (
            UPDATE journal SET generation = $2, base = $3, snapshot = $4, slices = $5, bytes = $6, checksum = $7
            WHERE id = $1 RETURNING id, reserved)
        INSERT INTO sweep(journal, mark, marked_at) SELECT id, reserved, now() FROM cut
        ON CONFLICT(journal) DO UPDATE SET mark = excluded.mark, marked_at = excluded.marked_at
        RETURNING mark
        """;

    private const string InsertRecord = """
        INSERT INTO record(grain, state, long_grain, long_state, etag, checksum, data) VALUES($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT(grain, state) DO NOTHING RETURNING etag
        """;

    /// <summary>A single row: a writer that waited for another's commit checks the ETag which that commit left.</summary>
    private const string UpdateRecord = """
        UPDATE record SET etag = $3, checksum = $4, data = $5 WHERE grain = $1 AND state = $2 AND etag = $6 RETURNING etag
        """;

    /// <summary>Adds the appends to existing journals, at most one to each, as two statements for all of them.</summary>
    public static void AddAppends(this PostgresBatch batch, IReadOnlyList<AppendSegment> appends)
    {
        if (appends.Count == 0) return;
        var journals = appends.Select(append => append.Journal!.Value).ToArray();
        batch.Add(KeepHeads, Of(journals));
        batch.Add(
            rows => TakeAppended(rows, appends),
            Append,
            Of(journals),
            Of([.. appends.Select(append => PostgresKey.Of(append.Name.Value).Bytes)]),
            Of([.. appends.Select(append => append.Head.Generation)]),
            Of([.. appends.Select(append => append.Number)]),
            Of([.. appends.Select(append => unchecked((long)append.Checksum))]),
            Of([.. appends.Select(append => append.Data)]));
    }

    /// <summary>Adds one write of any other kind.</summary>
    public static void AddWrite(this PostgresBatch batch, StoreWrite write)
    {
        var take = TakeResult(write);
        switch (write)
        {
            case AppendSegment { Name: var name, Head: var head } create:
                var journal = PostgresKey.Of(name.Value);
                batch.Add(
                    take, Create, Of(journal.Bytes), Of(journal.LongName), Of(head.Generation), Of(create.Number), Of(head.Checksum(name)),
                    Of(create.Checksum), Of(create.Data));
                break;
            case WriteRecord record:
                batch.AddRecord(take, record);
                break;
            case ReserveSnapshot reserve:
                batch.Add(take, Reserve, Of(reserve.Journal), Of(reserve.Generation));
                break;
            case PutSlice put:
                batch.Add(KeepMark, Of(put.Journal));
                batch.Add(take, Put, Of(put.Journal), Of(put.Snapshot), Of(put.Number), Of(put.Checksum), Of(put.Data));
                break;
            case FlipHead { Head: var head } flip:
                batch.Add(TakeHead, Of(flip.Journal));
                batch.Add(
                    take, Flip, Of(flip.Journal), Of(head.Generation), Of(flip.SeenSnapshot), Of(head.Base), Of(head.Snapshot),
                    Of(head.Slices),
                    Of(head.SnapshotBytes), Of(flip.Checksum), Of(flip.MustEndLog));
                break;
            case DeleteJournal { Tombstone: var tombstone } delete:
                batch.Add(TakeHead, Of(delete.Journal));
                batch.Add(
                    take, Delete, Of(delete.Journal), Of(delete.Generation), Of(tombstone.Generation), Of(tombstone.Base),
                    Of(delete.Checksum));
                break;
            case SweepPiece sweep:
                batch.Add(KeepHead, Of(sweep.Journal));
                batch.Add(TakeMark, Of(sweep.Journal));
                batch.Add(take, Sweep, Of(sweep.Journal), Of(sweep.Mark));
                batch.Add(Unmark, Of(sweep.Journal), Of(sweep.Mark));
                break;
            case CutJournal { Cut: var cut } damaged:
                batch.Add(TakeHead, Of(cut.Journal));
                batch.Add(CutSegments, Of(cut.Journal), Of(cut.From));
                batch.Add(
                    take, CutHead, Of(cut.Journal), Of(cut.Head.Generation), Of(cut.Head.Base), Of(cut.Head.Snapshot), Of(cut.Head.Slices),
                    Of(cut.Head.SnapshotBytes), Of(damaged.Checksum));
                break;
            case RaiseIncarnation raise:
                PostgresIncarnation.AddRaise(batch, take, raise.Least);
                break;
            case LookAtStore:
                break;
            default:
                throw new NotSupportedException($"No statement carries out {write.GetType().Name}.");
        }
    }

    private static void AddRecord(this PostgresBatch batch, Action<NpgsqlDataReader> take, WriteRecord write)
    {
        var (grain, state) = (PostgresKey.Of(write.Grain), PostgresKey.Of(write.State));
        if (write.Expected is { } expected)
            batch.Add(
                take, UpdateRecord, Of(grain.Bytes), Of(state.Bytes), Of(write.Next), Of(write.Checksum), Of(write.Data), Of(expected));
        else
            batch.Add(
                take, InsertRecord, Of(grain.Bytes), Of(state.Bytes), Of(grain.LongName), Of(state.LongName), Of(write.Next),
                Of(write.Checksum),
                Of(write.Data));
    }

    private static Action<NpgsqlDataReader> TakeResult(StoreWrite write) =>
        rows => write.Result = rows.Read() ? new WriteResult(true, rows.GetInt64(0)) : WriteResult.Refused;

    private static void TakeAppended(NpgsqlDataReader rows, IReadOnlyList<AppendSegment> appends)
    {
        var written = new HashSet<long>(appends.Count);
        while (rows.Read()) written.Add(rows.GetInt64(0));
        foreach (var append in appends)
            append.Result = append.Journal is { } journal && written.Contains(journal)
                ? new WriteResult(true, journal)
                : WriteResult.Refused;
    }
}
