using System.Text;
using Npgsql;
using Reviews.Storage.Incarnations;
using static Reviews.Storage.PostgreSql.PostgresParameters;

namespace Reviews.Storage.PostgreSql;

/// <summary>
/// Notices that the store came back with less: a timeline or server other than the one the store was last written on, a number, connection
/// count or WAL position lower than this process has seen, or recreated tables. The store's incarnation is then raised before anything is
/// written.
/// </summary>
/// <remarks>
/// Every group first checks the row under a shared lock, which a raise takes exclusively: so after the raise no process writes anything
/// that depends on an earlier incarnation.
/// </remarks>
internal sealed class PostgresIncarnation(PostgresAddress address, StoreIncarnations incarnations)
{
    private const string TakeLock = "SELECT pg_advisory_xact_lock($1)";
    private const string ShareLock = "SELECT pg_advisory_xact_lock_shared($1)";

    /// <summary>A store in the earlier format has no number: it is at its first incarnation.</summary>
    private const string Number =
        $"SELECT COALESCE((SELECT split_part(value, ' ', 1)::bigint FROM meta WHERE key = '{IncarnationRow.Key}'), 0)";

    private const string Look = $"""
        SELECT value, tableoid::bigint, (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint FROM meta WHERE key = '{IncarnationRow.Key}'
        """;

    /// <summary>
    /// Which server this is, which timeline it writes, and which tables these are: tables restored from a dump differ, even if nobody was
    /// watching. The checkpoint still reports the old timeline after a promotion; the WAL file name does not.
    /// </summary>
    private const string Server = """
        SELECT system_identifier || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) || '/' || 'meta'::regclass::oid
        FROM pg_control_system()
        """;

    private const string Note = $"UPDATE meta SET value = $1 WHERE key = '{IncarnationRow.Key}' RETURNING 1";

    /// <summary>The number is the first word of the row; the rest stays.</summary>
    private const string Raise = $"""
        UPDATE meta SET value = GREATEST(split_part(value, ' ', 1)::bigint + 1, $1) || substr(value, strpos(value, ' '))
        WHERE key = '{IncarnationRow.Key}' RETURNING split_part(value, ' ', 1)::bigint
        """;

    private readonly long _lock = unchecked((long)Checksums.Of(Encoding.UTF8.GetBytes($"OrleansReviews incarnation {address.Schema}"), 0));
    private Seen? _known;
    private Seen? _looked;

    /// <summary>The row of a newly created store.</summary>
    public static string First(NpgsqlConnection connection) => new IncarnationRow(0, 0, ServerOf(connection)).ToString();

    /// <summary>Accepts the store's incarnation as recorded, for read-only use.</summary>
    public void Find(NpgsqlConnection connection)
    {
        using var find = new NpgsqlCommand(Number, connection);
        incarnations.Enter((long)find.ExecuteScalar()!);
    }

    /// <summary>Checks the store over a new connection, and raises its incarnation if it came back with less.</summary>
    public void Settle(NpgsqlConnection connection)
    {
        _ = connection.BeginTransaction();   // on failure the connection is dropped, and the transaction with it
        using (var take = new NpgsqlCommand(TakeLock, connection) { Parameters = { Of(_lock) } }) take.ExecuteNonQuery();
        var found = LookThrough(connection);
        var next = Next(found, ServerOf(connection));
        using (var note = new NpgsqlCommand(Note, connection) { Parameters = { Of(next.ToString()) } }) note.ExecuteNonQuery();
        _known = found with { Row = next, Position = PostgresCommit.Run(connection, address.OperationTimeout) };
        incarnations.Enter(next.Number);
    }

    /// <summary>Adds the check to the start of a group's first round trip.</summary>
    public void AddLook(PostgresBatch batch)
    {
        _looked = null;
        batch.Add(ShareLock, Of(_lock));
        batch.Add(rows => _looked = rows.Read() ? Read(rows) : null, Look);
    }

    /// <summary>Adds a raise requested by a tool.</summary>
    public static void AddRaise(PostgresBatch batch, Action<NpgsqlDataReader> take, long least) => batch.Add(take, Raise, Of(least));

    /// <summary>Evaluates what the check found.</summary>
    /// <exception cref="StoreMovedException">It is not the store this process knows; the group must be rolled back.</exception>
    public void Confirm()
    {
        if (_looked is not { } looked || looked.Row.Number != _known!.Row.Number || IsBehind(looked)) throw new StoreMovedException();
        _known = _known with { Position = looked.Position };
    }

    /// <summary>Notes the server's WAL position once a group was durable.</summary>
    public void Reached(long position) => _known = _known! with { Position = position };

    private IncarnationRow Next(Seen found, string server)
    {
        var connects = Math.Max(found.Row.Connects, _known?.Row.Connects ?? 0) + 1;
        if (found.Row.Server == server && !IsBehind(found)) return found.Row with { Connects = connects };

        // The last raise may be among what was lost; the timeline, which only increases, gives a lower bound.
        var raised = Math.Max(found.Row.Number, _known?.Row.Number ?? 0) + 1;
        return new IncarnationRow(Math.Max(raised, TimelineOf(server) - 1), connects, server);
    }

    private bool IsBehind(Seen found) => _known is { } known
        && (found.Row.Number < known.Row.Number || found.Row.Connects < known.Row.Connects || found.Position < known.Position
        || found.Table != known.Table);

    private static long TimelineOf(string server) => Convert.ToInt64(server.Split('/')[1], 16);

    private static Seen LookThrough(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Look, connection);
        using var rows = command.ExecuteReader();
        return rows.Read() ? Read(rows) : throw new StoreOpenException("The store does not tell its incarnation; restore it whole.");
    }

    private static Seen Read(NpgsqlDataReader rows) => new(IncarnationRow.Parse(rows.GetString(0)), rows.GetInt64(1), rows.GetInt64(2));

    private static string ServerOf(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Server, connection);
        return (string)command.ExecuteScalar()!;
    }

    /// <param name="Row">What the store records.</param>
    /// <param name="Table">The table holding it; different if tables were restored from a dump.</param>
    /// <param name="Position">The server's WAL position, in bytes.</param>
    private sealed record Seen(IncarnationRow Row, long Table, long Position);
}

/// <summary>The store behind the connection is a different incarnation from the one the group was made for.</summary>
internal sealed class StoreMovedException() : Exception(
    "PostgreSQL came back with less than this process has seen, or another process has found that it did.");
