using System.Threading.Channels;
using Npgsql;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;
using Reviews.Storage.Repair;
using Reviews.Storage.Writing;
using static Reviews.Storage.PostgreSql.PostgresParameters;

namespace Reviews.Storage.PostgreSql;

/// <summary>The grains' reads as SQL.</summary>
internal sealed class PostgresReader(PostgresAddress address, PostgresOptions options, StoreIncarnations incarnations, IStoreFaults faults)
    : IStoreReader, IAsyncDisposable
{
    /// <summary>
    /// The incarnation being read, from the same snapshot as the rest. A store in the earlier format, which tools may read, has none.
    /// </summary>
    private const string Incarnation = $"SELECT (SELECT value FROM meta WHERE key = '{IncarnationRow.Key}'), pg_is_in_recovery()";

    private const string Head = "SELECT id, generation, base, snapshot, slices, bytes, checksum FROM journal WHERE key = $1";

    /// <summary>Not a join: this way the index provides the order, and a large journal streams without being sorted first.</summary>
    private const string Slices = """
        SELECT number, checksum, data FROM slice
        WHERE journal = (SELECT id FROM journal WHERE key = $1) AND snapshot = (SELECT snapshot FROM journal WHERE key = $1)
        ORDER BY number
        """;

    private const string Segments = """
        SELECT number, checksum, data FROM segment
        WHERE journal = (SELECT id FROM journal WHERE key = $1) AND number >= (SELECT base FROM journal WHERE key = $1)
        ORDER BY number
        """;

    private const string Record = $"""
        SELECT (SELECT value FROM meta WHERE key = '{IncarnationRow.Key}'), pg_is_in_recovery(), r.etag, r.checksum, r.data
        FROM (VALUES(1)) one LEFT JOIN record r ON r.grain = $1 AND r.state = $2
        """;

    private const string Names = """
        SELECT COALESCE(long_name, key) FROM journal j
        WHERE key > $1 AND (snapshot <> 0 OR EXISTS(SELECT 1 FROM segment WHERE journal = j.id AND number >= j.base))
        ORDER BY key LIMIT $2
        """;

    private const string Records = """
        SELECT COALESCE(long_grain, grain), COALESCE(long_state, state) FROM record
        WHERE (grain, state) > ($1, $2) AND data IS NOT NULL ORDER BY grain, state LIMIT $3
        """;

    /// <summary>
    /// Another silo's compaction may be running: one that has not touched its mark for this long is dead. Alone, there is nobody else.
    /// </summary>
    private const string Marks = """
        SELECT s.journal, COALESCE(j.long_name, j.key), s.mark FROM sweep s JOIN journal j ON j.id = s.journal
        WHERE $1 OR s.marked_at < now() - interval '5 minutes'
        """;

    private readonly PostgresReaderPool _pool = new(address, options, faults);

    public int QueuedReads => _pool.Queued;

    public Task<JournalReading> ReadJournalAsync(
        JournalName name, ChannelWriter<IReadOnlyList<byte[]>> chunks, CancellationToken cancellationToken)
    {
        var pieces = new JournalChunks(chunks);
        var reading = _pool.ReadAsync(
            name.Value,
            () =>
            {
                var key = PostgresKey.Of(name.Value).Bytes;
                return [Statement(Incarnation), Statement(Head, Of(key)), Statement(Slices, Of(key)), Statement(Segments, Of(key))];
            },
            rows => ReadJournalAsync(rows, name, pieces, cancellationToken),
            () => !pieces.Sent,
            cancellationToken);
        JournalChunks.CompleteWith(chunks, reading);
        return reading;
    }

    public Task<RecordRow> ReadRecordAsync(string grain, string state, CancellationToken cancellationToken) => _pool.ReadAsync(
        $"{grain}#{state}",
        () => [Statement(Record, Of(PostgresKey.Of(grain).Bytes), Of(PostgresKey.Of(state).Bytes))],
        rows => ReadRecordAsync(rows, grain, state, cancellationToken),
        () => true,
        cancellationToken);

    /// <summary>In the order of their UTF-8 bytes, truncated like keys.</summary>
    public Task<IReadOnlyList<string>> ListJournalsAsync(string after, int limit, CancellationToken cancellationToken) => ListAsync(
        "list of journals", () => Statement(Names, Of(PostgresKey.Of(after).Bytes), Of((long)limit)), rows =>
            Name(rows, 0), cancellationToken);

    public Task<IReadOnlyList<RecordName>> ListRecordsAsync(RecordName after, int limit, CancellationToken cancellationToken) => ListAsync(
        "list of records",
        () => Statement(Records, Of(PostgresKey.Of(after.Grain).Bytes), Of(PostgresKey.Of(after.State).Bytes), Of((long)limit)),
        rows => new RecordName(Name(rows, 0), Name(rows, 1)),
        cancellationToken);

    public Task<IReadOnlyList<SweepMark>> ReadSweepMarksAsync(CancellationToken cancellationToken) => ListAsync(
        "list of sweeps",
        () => Statement(Marks, Of(address.Alone)),
        rows => new SweepMark(rows.GetInt64(0), Name(rows, 1), rows.GetInt64(2)),
        cancellationToken);

    public Task<JournalDamage?> ExamineJournalAsync(JournalName name, CancellationToken cancellationToken) => _pool.ReadAsync(
        name.Value,
        () =>
        {
            var key = PostgresKey.Of(name.Value).Bytes;
            return [Statement(Head, Of(key)), Statement(Slices, Of(key)), Statement(Segments, Of(key))];
        },
        rows => ExamineAsync(rows, name, cancellationToken),
        () => true,
        cancellationToken);

    public async Task<RecordDamage?> ExamineRecordAsync(string grain, string state, CancellationToken cancellationToken)
    {
        try
        {
            await ReadRecordAsync(grain, state, cancellationToken);
            return null;
        }
        catch (CorruptRecordException)
        {
            return await _pool.ReadAsync(
                $"{grain}#{state}",
                () => [Statement(Record, Of(PostgresKey.Of(grain).Bytes), Of(PostgresKey.Of(state).Bytes))],
                async rows => await rows.ReadAsync(cancellationToken) ? new RecordDamage(grain, state, rows.GetInt64(2)) : null,
                () => true,
                cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static async Task<JournalDamage?> ExamineAsync(NpgsqlDataReader rows, JournalName name, CancellationToken cancellationToken)
    {
        if (!await rows.ReadAsync(cancellationToken)) return null;
        var (journal, head, checksum) = FindHead(rows);
        var examination = new JournalExamination(name, journal, head, checksum);
        await EachAsync(rows, examination.Slice, cancellationToken);
        examination.EndSnapshot();
        await EachAsync(rows, examination.Segment, cancellationToken);
        return examination.Find();
    }

    /// <summary>Goes through the rows of the next result.</summary>
    private static async Task EachAsync(NpgsqlDataReader rows, Action<long, ulong, byte[]> take, CancellationToken cancellationToken)
    {
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            take(rows.GetInt64(0), unchecked((ulong)rows.GetInt64(1)), rows.GetFieldValue<byte[]>(2));
    }

    private Task<IReadOnlyList<T>> ListAsync<T>(
        string subject, Func<NpgsqlBatchCommand> statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
            _pool.ReadAsync(
        subject,
        () => [statement()],
        async rows =>
        {
            var list = new List<T>();
            while (await rows.ReadAsync(cancellationToken)) list.Add(read(rows));
            return (IReadOnlyList<T>)list;
        },
        () => true,
        cancellationToken);

    private async Task<JournalReading> ReadJournalAsync(
        NpgsqlDataReader rows, JournalName name, JournalChunks chunks, CancellationToken cancellationToken)
    {
        var incarnation = await ReadIncarnationAsync(rows, cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken)) return JournalReading.Nothing(incarnation);
        var (journal, head) = ReadHead(rows, name);
        var check = new JournalCheck(name, head);
        await FeedAsync(check.Slice);
        check.EndSnapshot();
        await FeedAsync(check.Segment);
        await chunks.SendAsync(cancellationToken);
        return new JournalReading(journal, head, check.NextSegment, check.Log, check.Bytes, incarnation);

        async Task FeedAsync(Func<long, ulong, byte[], byte[]> checkPiece)
        {
            await rows.NextResultAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                var piece = checkPiece(rows.GetInt64(0), unchecked((ulong)rows.GetInt64(1)), rows.GetFieldValue<byte[]>(2));
                await chunks.AddAsync(piece, cancellationToken);
            }
        }
    }

    private static (long Journal, JournalHead Head) ReadHead(NpgsqlDataReader row, JournalName name)
    {
        var (journal, head, checksum) = FindHead(row);
        if (head.Checksum(name) != checksum) throw new CorruptRecordException(name.Value, "the checksum of its head does not match");
        return (journal, head);
    }

    private static (long Journal, JournalHead Head, ulong Checksum) FindHead(NpgsqlDataReader row) => (
        row.GetInt64(0), new JournalHead(
            row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)), unchecked((ulong)row.GetInt64(6)));

    private async Task<RecordRow> ReadRecordAsync(
        NpgsqlDataReader rows, string grain, string state, CancellationToken cancellationToken)
    {
        var incarnation = await ReadIncarnationAsync(rows, cancellationToken);
        if (rows.IsDBNull(2)) return RecordRow.Nothing(incarnation);
        var (etag, checksum) = (rows.GetInt64(2), rows.GetInt64(3));
        var data = rows.IsDBNull(4) ? null : rows.GetFieldValue<byte[]>(4);
        if (unchecked((long)Checksums.Of(data, Checksums.Record(grain, state, etag))) != checksum)
            throw new CorruptRecordException($"{grain}#{state}", "its checksum does not match");
        return new RecordRow(etag, data, incarnation);
    }

    /// <summary>The number in the first row. Sessions to a server that is no longer the writer's are dropped.</summary>
    private async Task<long> ReadIncarnationAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        await rows.ReadAsync(cancellationToken);
        if (rows.IsDBNull(0) && !address.ReadOnly) throw new InvalidOperationException("the store does not tell its incarnation");
        var number = rows.IsDBNull(0) ? 0 : IncarnationRow.Parse(rows.GetString(0)).Number;
        if (number != incarnations.Current || rows.GetBoolean(1)) _pool.Forget();
        return rows.GetBoolean(1) ? throw new InvalidOperationException("the server that was asked is a standby") : number;
    }

    private static string Name(NpgsqlDataReader rows, int column) => PostgresKey.Name(rows.GetFieldValue<byte[]>(column));

    private static NpgsqlBatchCommand Statement(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
