using Microsoft.Data.Sqlite;

namespace Reviews.Application.Search;

/// <summary>Connections to the index's file.</summary>
internal static class SearchConnection
{
    /// <summary>Makes the file. Nothing in it outlives the process, so nothing waits for the disk.</summary>
    public static SqliteConnection Create(string file, WordTable table) =>
        Open(file, SqliteOpenMode.ReadWriteCreate, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; {table.Create}");

    /// <summary>Reads alongside the writer: each read sees what was committed last.</summary>
    public static SqliteConnection Read(string file) =>
        Open(file, SqliteOpenMode.ReadOnly, "PRAGMA query_only = 1; PRAGMA temp_store = MEMORY;");

    private static SqliteConnection Open(string file, SqliteOpenMode mode, string first)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = first;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
