using System.Text;
using Microsoft.Data.Sqlite;

namespace Grains.Tests.Fixtures;

/// <summary>What a store holds, byte for byte, as Latin-1 text that can be searched.</summary>
internal static class StoreBytes
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The whole store as whoever copies it gets it: without the pages that the database has freed and not used again.</summary>
    public static async Task<string> AllAsync(TestStore store)
    {
        var copy = Path.Combine(store.Folder, $"{Guid.NewGuid():N}.copy");
        await using (var connection = await OpenAsync(store))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", copy);
            await command.ExecuteNonQueryAsync(Ct);
        }

        var bytes = await File.ReadAllBytesAsync(copy, Ct);
        File.Delete(copy);
        return Encoding.Latin1.GetString(bytes);
    }

    /// <summary>The journals whose names match, as <c>shard/%</c>.</summary>
    public static async Task<string> JournalsAsync(TestStore store, string pattern)
    {
        await using var connection = await OpenAsync(store);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT segment.data FROM segment JOIN journal ON journal.id = segment.journal WHERE lower(name) LIKE $pattern
            UNION ALL SELECT slice.data FROM slice JOIN journal ON journal.id = slice.journal WHERE lower(name) LIKE $pattern
            """;
        command.Parameters.AddWithValue("$pattern", pattern);
        var contents = new StringBuilder();
        await using var rows = await command.ExecuteReaderAsync(Ct);
        while (await rows.ReadAsync(Ct)) contents.Append(Encoding.Latin1.GetString((byte[])rows.GetValue(0))).Append('\n');
        return contents.ToString();
    }

    private static async Task<SqliteConnection> OpenAsync(TestStore store)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(store.Folder, "reviews.db")};Pooling=False");
        await connection.OpenAsync(Ct);
        return connection;
    }
}
