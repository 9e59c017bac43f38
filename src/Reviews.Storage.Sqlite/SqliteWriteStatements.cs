using Microsoft.Data.Sqlite;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Sqlite;

/// <summary>
/// The conditional writes as SQL. A condition that does not hold changes no row and is reported as refused; it never breaks the transaction
/// it shares with others.
/// </summary>
internal sealed class SqliteWriteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _create = new(connection, """
        INSERT INTO journal(name, generation, base, snapshot, slices, bytes, checksum, reserved) VALUES($1, $2, $3, 0, 0, 0, $4, 0)
        ON CONFLICT(name) DO NOTHING RETURNING id
        """, 4);

    private readonly Statement _append = new(connection, """
        INSERT INTO segment(journal, number, checksum, data)
        SELECT id, $2, $4, $5 FROM journal WHERE id = $1 AND name = $6 AND generation = $3
          AND (base = $2 OR base < $2 AND EXISTS(SELECT 1 FROM segment WHERE journal = $1 AND number = $2 - 1))
        ON CONFLICT(journal, number) DO NOTHING
        """, 6);

    private readonly Statement _reserve = new(connection,
        "UPDATE journal SET reserved = reserved + 1 WHERE id = $1 AND generation = $2 RETURNING reserved", 2);

    private readonly Statement _mark = new(connection,
        "INSERT INTO sweep(journal, mark) VALUES($1, $2) ON CONFLICT(journal) DO UPDATE SET mark = excluded.mark", 2);

    private readonly Statement _put = new(connection, """
        INSERT INTO slice(journal, snapshot, number, checksum, data)
        SELECT journal, $2, $3, $4, $5 FROM sweep WHERE journal = $1
        ON CONFLICT(journal, snapshot, number) DO NOTHING
        """, 5);

    private readonly Statement _flip = new(connection, """
        UPDATE journal SET base = $4, snapshot = $5, slices = $6, bytes = $7, checksum = $8
        WHERE id = $1 AND generation = $2 AND snapshot = $3 AND base <= $4
          AND (SELECT COUNT(*) FROM slice WHERE journal = $1 AND snapshot = $5) = $6
          AND ($9 = 0 OR NOT EXISTS(SELECT 1 FROM segment WHERE journal = $1 AND number >= $4))
        """, 9);

    private readonly Statement _delete = new(connection, """
        UPDATE journal SET generation = $3, base = $4, snapshot = 0, slices = 0, bytes = 0, checksum = $5
        WHERE id = $1 AND generation = $2 AND base <= $4
          AND NOT EXISTS(SELECT 1 FROM segment WHERE journal = $1 AND number >= $4)
        RETURNING reserved
        """, 5);

    private readonly Statement _sweepSegments = new(connection, $"""
        DELETE FROM segment WHERE journal = $1 AND number IN (
            SELECT number FROM segment WHERE journal = $1 AND number < (SELECT base FROM journal WHERE id = $1)
            ORDER BY number LIMIT {SweepPiece.MaxSegments})
        """, 1);

    private readonly Statement _sweepSlices = new(connection, $"""
        DELETE FROM slice WHERE journal = $1 AND (snapshot, number) IN (
            SELECT snapshot, number FROM slice
            WHERE journal = $1 AND snapshot <= $2 AND snapshot <> (SELECT snapshot FROM journal WHERE id = $1)
            ORDER BY snapshot, number LIMIT {SweepPiece.MaxSlices})
        """, 2);

    private readonly Statement _unmark = new(connection, "DELETE FROM sweep WHERE journal = $1 AND mark <= $2", 2);

    private readonly Statement _insertRecord = new(connection, """
        INSERT INTO record(grain, state, etag, checksum, data) VALUES($1, $2, $3, $4, $5) ON CONFLICT(grain, state) DO NOTHING
        """, 5);

    private readonly Statement _cutSegments = new(connection, "DELETE FROM segment WHERE journal = $1 AND number >= $2", 2);

    private readonly Statement _cutHead = new(connection, """
        UPDATE journal SET generation = $2, base = $3, snapshot = $4, slices = $5, bytes = $6, checksum = $7
        WHERE id = $1 RETURNING reserved
        """, 7);

    private readonly Statement _raise = new(connection, $"""
        UPDATE meta SET value = MAX(CAST(value AS INTEGER) + 1, $1) WHERE key = '{IncarnationRow.Key}' RETURNING CAST(value AS INTEGER)
        """, 1);

    private readonly Statement _updateRecord = new(connection,
        "UPDATE record SET etag = $3, checksum = $4, data = $5 WHERE grain = $1 AND state = $2 AND etag = $6", 6);

    public WriteResult Append(AppendSegment write)
    {
        var journal = write.Journal;
        if (journal is null)
        {
            var head = write.Head;
            journal = _create.Scalar(write.Name.Value, head.Generation, head.Base, Signed(head.Checksum(write.Name))) as long?;
            if (journal is null) return WriteResult.Refused;
        }

        var rows = _append.Execute(journal, write.Number, write.Head.Generation, Signed(write.Checksum), write.Data, write.Name.Value);
        return new WriteResult(rows == 1, journal.Value);
    }

    public WriteResult Reserve(ReserveSnapshot write)
    {
        if (_reserve.Scalar(write.Journal, write.Generation) is not long snapshot) return WriteResult.Refused;
        _mark.Execute(write.Journal, snapshot);
        return new WriteResult(true, snapshot);
    }

    public WriteResult Put(PutSlice write) =>
        new(_put.Execute(write.Journal, write.Snapshot, write.Number, Signed(write.Checksum), write.Data) == 1);

    public WriteResult Flip(FlipHead write)
    {
        var head = write.Head;
        var rows = _flip.Execute(
            write.Journal, head.Generation, write.SeenSnapshot, head.Base, head.Snapshot, head.Slices, head.SnapshotBytes,
            Signed(write.Checksum), write.MustEndLog ? 1L : 0L);
        return new WriteResult(rows == 1);
    }

    public WriteResult Delete(DeleteJournal write)
    {
        var tombstone = write.Tombstone;
        var reserved = _delete.Scalar(write.Journal, write.Generation, tombstone.Generation, tombstone.Base, Signed(write.Checksum));
        if (reserved is not long mark) return WriteResult.Refused;
        _mark.Execute(write.Journal, mark);
        return new WriteResult(true, mark);
    }

    public WriteResult Sweep(SweepPiece write)
    {
        var rows = _sweepSegments.Execute(write.Journal) + _sweepSlices.Execute(write.Journal, write.Mark);
        if (rows == 0) _unmark.Execute(write.Journal, write.Mark);
        return new WriteResult(true, rows);
    }

    public WriteResult Write(WriteRecord write)
    {
        var rows = write.Expected is { } expected
            ? _updateRecord.Execute(write.Grain, write.State, write.Next, Signed(write.Checksum), write.Data, expected)
            : _insertRecord.Execute(write.Grain, write.State, write.Next, Signed(write.Checksum), write.Data);
        return new WriteResult(rows == 1, write.Next);
    }

    public WriteResult Cut(CutJournal write)
    {
        var (journal, head) = (write.Cut.Journal, write.Cut.Head);
        _cutSegments.Execute(journal, write.Cut.From);
        var reserved = _cutHead.Scalar(
            journal, head.Generation, head.Base, head.Snapshot, head.Slices, head.SnapshotBytes, Signed(write.Checksum));
        _mark.Execute(journal, reserved);
        return new WriteResult(true);
    }

    public WriteResult Raise(RaiseIncarnation write) => new(true, (long)_raise.Scalar(write.Least)!);

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)
                 [_create, _append, _reserve, _mark, _put, _flip, _delete, _sweepSegments, _sweepSlices, _unmark, _insertRecord,
                     _updateRecord, _cutSegments, _cutHead, _raise])
            statement.Dispose();
    }

    private static long Signed(ulong checksum) => unchecked((long)checksum);
}
