using Microsoft.Data.Sqlite;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;
using Reviews.Storage.Repair;

namespace Reviews.Storage.Sqlite;

/// <summary>One read-only connection with its statements. Used by one thread at a time.</summary>
internal sealed class SqliteReadConnection(SqliteConnection connection, StoreIncarnations incarnations) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN");
    private readonly Statement _end = new(connection, "ROLLBACK");

    private readonly Statement _head = new(connection,
        "SELECT id, generation, base, snapshot, slices, bytes, checksum FROM journal WHERE name = $1", 1);

    private readonly Statement _slices = new(connection,
        "SELECT number, checksum, data FROM slice WHERE journal = $1 AND snapshot = $2 ORDER BY number", 2);

    private readonly Statement _segments = new(connection,
        "SELECT number, checksum, data FROM segment WHERE journal = $1 AND number >= $2 ORDER BY number", 2);

    private readonly Statement _record = new(connection, "SELECT etag, checksum, data FROM record WHERE grain = $1 AND state = $2", 2);

    private readonly Statement _names = new(connection, """
        SELECT name FROM journal j WHERE name > $1
        AND (snapshot <> 0 OR EXISTS(SELECT 1 FROM segment WHERE journal = j.id AND number >= j.base))
        ORDER BY name LIMIT $2
        """, 2);

    private readonly Statement _records = new(connection, """
        SELECT grain, state FROM record WHERE (grain, state) > ($1, $2) AND data IS NOT NULL ORDER BY grain, state LIMIT $3
        """, 3);

    private readonly Statement _marks = new(connection,
        "SELECT sweep.journal, journal.name, sweep.mark FROM sweep JOIN journal ON journal.id = sweep.journal");

    /// <summary>Reads one journal in one read transaction, so that a compaction and its sweep can't interfere.</summary>
    public JournalReading ReadJournal(JournalName name, Action<byte[]> take)
    {
        _begin.Execute();
        try
        {
            if (ReadHead(name) is not ({ } journal, { } head)) return JournalReading.Nothing(incarnations.Current);
            var check = new JournalCheck(name, head);
            foreach (var (number, checksum, data) in Rows(_slices.Query(journal, head.Snapshot)))
                take(check.Slice(number, checksum, data));
            check.EndSnapshot();
            foreach (var (number, checksum, data) in Rows(_segments.Query(journal, head.Base)))
                take(check.Segment(number, checksum, data));
            return new JournalReading(journal, head, check.NextSegment, check.Log, check.Bytes, incarnations.Current);
        }
        finally
        {
            _end.Execute();
        }
    }

    public RecordRow ReadRecord(string grain, string state)
    {
        using var row = _record.Query(grain, state);
        if (!row.Read()) return RecordRow.Nothing(incarnations.Current);
        var (etag, checksum) = (row.GetInt64(0), row.GetInt64(1));
        var data = row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2);
        if (unchecked((long)Checksums.Of(data, Checksums.Record(grain, state, etag))) != checksum)
            throw new CorruptRecordException($"{grain}#{state}", "its checksum does not match");
        return new RecordRow(etag, data, incarnations.Current);
    }

    /// <summary>Goes through a journal whatever its rows contain.</summary>
    public JournalDamage? ExamineJournal(JournalName name)
    {
        _begin.Execute();
        try
        {
            if (FindHead(name) is not var (journal, head, checksum)) return null;
            var examination = new JournalExamination(name, journal, head, checksum);
            foreach (var (number, slice, data) in Rows(_slices.Query(journal, head.Snapshot))) examination.Slice(number, slice, data);
            examination.EndSnapshot();
            foreach (var (number, segment, data) in Rows(_segments.Query(journal, head.Base))) examination.Segment(number, segment, data);
            return examination.Find();
        }
        finally
        {
            _end.Execute();
        }
    }

    public RecordDamage? ExamineRecord(string grain, string state)
    {
        try
        {
            ReadRecord(grain, state);
            return null;
        }
        catch (CorruptRecordException)
        {
            using var row = _record.Query(grain, state);
            return row.Read() ? new RecordDamage(grain, state, row.GetInt64(0)) : null;
        }
    }

    public IReadOnlyList<string> ListJournals(string after, int limit)
    {
        var names = new List<string>();
        using var rows = _names.Query(after, (long)limit);
        while (rows.Read()) names.Add(rows.GetString(0));
        return names;
    }

    public IReadOnlyList<RecordName> ListRecords(RecordName after, int limit)
    {
        var names = new List<RecordName>();
        using var rows = _records.Query(after.Grain, after.State, (long)limit);
        while (rows.Read()) names.Add(new RecordName(rows.GetString(0), rows.GetString(1)));
        return names;
    }

    public IReadOnlyList<SweepMark> ReadSweepMarks()
    {
        var marks = new List<SweepMark>();
        using var rows = _marks.Query();
        while (rows.Read()) marks.Add(new SweepMark(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2)));
        return marks;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_begin, _end, _head, _slices, _segments, _record, _names, _records, _marks])
            statement.Dispose();
        connection.Dispose();
    }

    private (long? Journal, JournalHead? Head) ReadHead(JournalName name)
    {
        if (FindHead(name) is not var (journal, head, checksum)) return (null, null);
        if (head.Checksum(name) != checksum) throw new CorruptRecordException(name.Value, "the checksum of its head does not match");
        return (journal, head);
    }

    private (long Journal, JournalHead Head, ulong Checksum)? FindHead(JournalName name)
    {
        using var row = _head.Query(name.Value);
        if (!row.Read()) return null;
        var head = new JournalHead(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
        return (row.GetInt64(0), head, unchecked((ulong)row.GetInt64(6)));
    }

    private static IEnumerable<(long Number, ulong Checksum, byte[] Data)> Rows(SqliteDataReader rows)
    {
        using (rows)
        {
            while (rows.Read()) yield return (rows.GetInt64(0), unchecked((ulong)rows.GetInt64(1)), rows.GetFieldValue<byte[]>(2));
        }
    }
}
