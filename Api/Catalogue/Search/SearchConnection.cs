using Microsoft.Data.Sqlite;

namespace Reviews.Api.Catalogue.Search;

/// <summary>Connections to the index's file.</summary>
internal static class SearchConnection
{
    /// <summary>Words come folded and parted by spaces, so the tokenizer has nothing left to decide. The texts themselves are not kept: films are
    /// in memory. Beginnings of up to three letters have lists of their own, as they are asked for most and match most.</summary>
    private const string Schema = """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
        CREATE VIRTUAL TABLE film USING fts5(
          title, directors, actors, distributor, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
        CREATE VIRTUAL TABLE word USING fts5vocab(film, row);
        """;

    /// <summary>Makes the file. Nothing in it outlives the process, so nothing waits for the disk.</summary>
    public static SqliteConnection Create(string file) => Open(file, SqliteOpenMode.ReadWriteCreate, Schema);

    /// <summary>Reads beside the writer: each read sees what was committed last.</summary>
    public static SqliteConnection Read(string file) => Open(file, SqliteOpenMode.ReadOnly, "PRAGMA query_only = 1; PRAGMA temp_store = MEMORY;");

    private static SqliteConnection Open(string file, SqliteOpenMode mode, string first)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
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
