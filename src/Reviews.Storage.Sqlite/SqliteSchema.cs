using System.Globalization;
using Microsoft.Data.Sqlite;
using Reviews.Storage.Incarnations;

namespace Reviews.Storage.Sqlite;

/// <summary>The tables, and the refusal of any file that is not exactly this.</summary>
internal static class SqliteSchema
{
    private const string Tables = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE journal(
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, generation INTEGER NOT NULL, base INTEGER NOT NULL,
            snapshot INTEGER NOT NULL, slices INTEGER NOT NULL, bytes INTEGER NOT NULL, checksum INTEGER NOT NULL,
            reserved INTEGER NOT NULL);
        CREATE TABLE segment(
            journal INTEGER NOT NULL, number INTEGER NOT NULL, checksum INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY(journal, number)) WITHOUT ROWID;
        CREATE TABLE slice(
            journal INTEGER NOT NULL, snapshot INTEGER NOT NULL, number INTEGER NOT NULL, checksum INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY(journal, snapshot, number)) WITHOUT ROWID;
        CREATE TABLE sweep(journal INTEGER PRIMARY KEY, mark INTEGER NOT NULL);
        CREATE TABLE record(
            grain TEXT NOT NULL, state TEXT NOT NULL, etag INTEGER NOT NULL, checksum INTEGER NOT NULL, data BLOB,
            PRIMARY KEY(grain, state)) WITHOUT ROWID;
        """;

    /// <summary>Creates the tables in an empty database; in any other, checks that this version can read what is there.</summary>
    public static void Ensure(SqliteConnection connection, string file)
    {
        if (Scalar(connection, "SELECT COUNT(*) FROM sqlite_schema") is 0L)
            Execute(connection, $"BEGIN IMMEDIATE; {Tables} {MetaRows()} COMMIT;");
        CheckTables(connection, file);
        Execute(connection, BringOver);
        Check(connection, file, "format", Text(StoreFormat.Number));
        Check(connection, file, "journals", StoreFormat.Journals);
    }

    /// <summary>
    /// Checks that there is a store this version can read, in this format or the earlier one; nothing is created or changed.
    /// </summary>
    public static void CheckToRead(SqliteConnection connection, string file)
    {
        CheckTables(connection, file);
        if (Meta(connection, "format") != Text(StoreFormat.Earlier)) Check(connection, file, "format", Text(StoreFormat.Number));
        Check(connection, file, "journals", StoreFormat.Journals);
    }

    /// <summary>
    /// The store's incarnation; only tools raise it, since nothing distinguishes a file from its backup. The earlier format has none.
    /// </summary>
    public static long Incarnation(SqliteConnection connection) =>
        IncarnationRow.NumberIn(Meta(connection, IncarnationRow.Key) ?? "0");

    private static void CheckTables(SqliteConnection connection, string file)
    {
        if (Scalar(
            connection,
            "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('meta','journal','segment','slice','sweep','record')") is not 6L)
        {
            throw new StoreOpenException($"'{file}' is another program's database; name another data folder.");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Meta(SqliteConnection connection, string key) =>
        Scalar(connection, $"SELECT value FROM meta WHERE key = '{key}'") as string;

    /// <summary>Upgrades a store from the earlier format to this one; leaves any other unchanged.</summary>
    private static readonly string BringOver = $"""
        BEGIN IMMEDIATE;
        INSERT INTO meta SELECT '{IncarnationRow.Key}', '0' FROM meta WHERE key = 'format' AND value = '{StoreFormat.Earlier}';
        UPDATE meta SET value = '{StoreFormat.Number}' WHERE key = 'format' AND value = '{StoreFormat.Earlier}';
        COMMIT;
        """;

    private static string MetaRows() =>
        $"INSERT INTO meta VALUES('format', '{StoreFormat.Number}'), ('journals', '{StoreFormat.Journals}'), "
            + $"('{IncarnationRow.Key}', '0');";

    private static void Check(SqliteConnection connection, string file, string key, string expected)
    {
        var found = Meta(connection, key);
        if (found != expected)
            throw new StoreOpenException($"'{file}' has {key} '{found ?? "none"}'; this version reads and writes '{expected}' only.");
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
