using System.Globalization;
using Npgsql;
using Reviews.Storage.Incarnations;

namespace Reviews.Storage.PostgreSql;

/// <summary>The tables, and the refusal of any schema that is not exactly this one.</summary>
internal static class PostgresSchema
{
    /// <summary>The store is tested on version 15; earlier versions lack settings it needs.</summary>
    private const int LeastVersion = 15;

    /// <summary>
    /// Held by whichever silo comes first while the tables are created. Others wait up to the statement timeout: it is soon free.
    /// </summary>
    private const long MakingLock = 0x4F72_6C65_616E_7352;

    /// <summary>Packed bytes are not worth compressing; heads and records are updated in place while their pages have room.</summary>
    private const string Tables = """
        CREATE TABLE meta(key text PRIMARY KEY, value text NOT NULL);
        CREATE TABLE journal(
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key bytea NOT NULL UNIQUE, long_name bytea, generation bigint NOT NULL,
            base bigint NOT NULL, snapshot bigint NOT NULL, slices bigint NOT NULL, bytes bigint NOT NULL, checksum bigint NOT NULL,
            reserved bigint NOT NULL) WITH (fillfactor = 80);
        CREATE TABLE segment(
            journal bigint NOT NULL, number bigint NOT NULL, checksum bigint NOT NULL, data bytea NOT NULL, PRIMARY KEY(journal, number));
        CREATE TABLE slice(
            journal bigint NOT NULL, snapshot bigint NOT NULL, number bigint NOT NULL, checksum bigint NOT NULL, data bytea NOT NULL,
            PRIMARY KEY(journal, snapshot, number));
        CREATE TABLE sweep(journal bigint PRIMARY KEY, mark bigint NOT NULL, marked_at timestamptz NOT NULL);
        CREATE TABLE record(
            grain bytea NOT NULL, state bytea NOT NULL, long_grain bytea, long_state bytea, etag bigint NOT NULL, checksum bigint NOT NULL,
            data bytea, PRIMARY KEY(grain, state)) WITH (fillfactor = 80);
        ALTER TABLE segment ALTER data SET STORAGE EXTERNAL;
        ALTER TABLE slice ALTER data SET STORAGE EXTERNAL;
        ALTER TABLE record ALTER data SET STORAGE EXTERNAL;
        """;

    private const string OurTables = """
        FROM pg_class c WHERE c.relnamespace = to_regnamespace($1)
          AND c.relname IN ('meta', 'journal', 'segment', 'slice', 'sweep', 'record') AND c.relkind = 'r'
        """;

    private static readonly int TableCount = 6;

    /// <summary>The key of the store's unique id.</summary>
    private const string Store = "store";

    /// <summary>Creates the schema if it is missing, the tables if it is empty; then checks.</summary>
    public static void Ensure(NpgsqlConnection connection, PostgresAddress address)
    {
        if (connection.PostgreSqlVersion.Major < LeastVersion)
            throw new StoreOpenException(
                $"PostgreSQL at {address.Server} has version {connection.PostgreSqlVersion}; the store needs {LeastVersion} or later.");
        using (var transaction = connection.BeginTransaction())
        {
            Execute(connection, "SELECT pg_advisory_xact_lock($1)", PostgresParameters.Of(MakingLock));
            if (Scalar(connection, "SELECT to_regnamespace($1) IS NULL", Name(address)) is true)
                Execute(connection, $"CREATE SCHEMA {address.Schema}");
            if (IsEmpty(connection, address)) Make(connection, address);
            transaction.Commit();
        }

        BringOver(connection, address);
        Check(connection, address);
        if (StoreId(connection) is null) Note(connection, Store, NewId(), " ON CONFLICT DO NOTHING");   // created before stores had ids
    }

    /// <summary>
    /// Checks that there is a store this version can read, in this format or the earlier one; nothing is created or changed.
    /// </summary>
    public static void CheckToRead(NpgsqlConnection connection, PostgresAddress address)
    {
        if (Scalar(connection, "SELECT pg_is_in_recovery()") is true)
            throw new StoreOpenException($"PostgreSQL at {address.Server} is a standby, which may lack what is newest; name the primary.");
        Check(connection, address, IsEarlier(connection, address) ? StoreFormat.Earlier : StoreFormat.Number);
    }

    /// <summary>
    /// Upgrades a store from the earlier format to this one. Silos of the earlier version continue until they reconnect, and are then
    /// refused.
    /// </summary>
    private static void BringOver(NpgsqlConnection connection, PostgresAddress address)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, "SELECT pg_advisory_xact_lock($1)", PostgresParameters.Of(MakingLock));
        if (IsEarlier(connection, address))
        {
            Check(connection, address, StoreFormat.Earlier);
            Note(connection, IncarnationRow.Key, PostgresIncarnation.First(connection));
            Execute(connection, "UPDATE meta SET value = $1 WHERE key = 'format'", PostgresParameters.Of(Text(StoreFormat.Number)));
        }

        transaction.Commit();
    }

    private static bool IsEarlier(NpgsqlConnection connection, PostgresAddress address) =>
        HasTables(connection, address) && Meta(connection, "format") == Text(StoreFormat.Earlier);

    private static bool IsEmpty(NpgsqlConnection connection, PostgresAddress address) =>
        Scalar(connection, "SELECT EXISTS(SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace($1))", Name(address)) is false;

    private static bool HasTables(NpgsqlConnection connection, PostgresAddress address) =>
        Scalar(connection, $"SELECT COUNT(*) {OurTables}", Name(address)) is long count && count == TableCount;

    /// <summary>
    /// Checks that this is a store this version can read, that it belongs to this cluster, and that the user may write to it.
    /// </summary>
    public static void Check(NpgsqlConnection connection, PostgresAddress address) => Check(connection, address, StoreFormat.Number);

    private static void Check(NpgsqlConnection connection, PostgresAddress address, int format)
    {
        if (!HasTables(connection, address))
            throw new StoreOpenException(
                IsEmpty(connection, address)
                    ? $"There is no store in {Place(address)}."
                    : $"{Place(address)} holds something other than a store; name another schema.");
        const string rights = """
            SELECT has_schema_privilege(to_regnamespace($1), 'USAGE') AND bool_and(
                has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))
            """;
        if (Scalar(connection, $"{rights} {OurTables}", Name(address)) is not true)
            throw new StoreOpenException(
                $"The user '{address.User}' may not read and write the store in {Place(address)}; grant all on the schema and on its "
                    + "tables.");
        Check(connection, address, "format", Text(format));
        Check(connection, address, "journals", StoreFormat.Journals);
        var cluster = Meta(connection, "cluster");
        if (cluster != address.ClusterId)
            throw new StoreOpenException(
                $"The store in {Place(address)} belongs to the cluster '{cluster}', this is '{address.ClusterId}': two clusters on one "
                + "store with "
                + "different ids would undo each other's writes.");
    }

    /// <summary>The store's unique id; null if it was created before stores had ids and has not been opened since.</summary>
    public static string? StoreId(NpgsqlConnection connection) => Meta(connection, Store);

    private static void Make(NpgsqlConnection connection, PostgresAddress address)
    {
        Execute(connection, Tables);
        var facts = new[]
        {
            ("format", Text(StoreFormat.Number)), ("journals", StoreFormat.Journals), ("cluster", address.ClusterId), (Store, NewId()),
            (IncarnationRow.Key, PostgresIncarnation.First(connection)),
        };
        foreach (var (key, value) in facts) Note(connection, key, value);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static void Note(NpgsqlConnection connection, string key, string value, string otherwise = "") =>
        Execute(connection, "INSERT INTO meta VALUES($1, $2)" + otherwise, PostgresParameters.Of(key), PostgresParameters.Of(value));

    private static void Check(NpgsqlConnection connection, PostgresAddress address, string key, string expected)
    {
        var found = Meta(connection, key);
        if (found != expected)
            throw new StoreOpenException(
                $"The store in {Place(address)} has {key} '{found ?? "none"}'; this version reads and writes '{expected}' only.");
    }

    private static string? Meta(NpgsqlConnection connection, string key) =>
        Scalar(connection, "SELECT value FROM meta WHERE key = $1", PostgresParameters.Of(key)) as string;

    private static string Place(PostgresAddress address) => $"schema '{address.Schema}' of '{address.Database}' at {address.Server}";

    private static NpgsqlParameter Name(PostgresAddress address) => PostgresParameters.Of(address.Schema);

    private static object? Scalar(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command.ExecuteScalar();
    }

    private static void Execute(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters) =>
        Scalar(connection, sql, parameters);
}
