using Microsoft.Data.Sqlite;

namespace Storage.Tests.Fixtures;

/// <summary>Looks into the database's file, and damages it, behind the store's back.</summary>
internal static class Rows
{
    public static long Count(TempFolder folder, string from) => (long)Scalar(folder, $"SELECT COUNT(*) FROM {from}")!;

    public static object? Scalar(TempFolder folder, string sql)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Rows that no head refers to, and marks of them.</summary>
    public static long Leftovers(TempFolder folder) =>
        Count(folder, "segment s JOIN journal j ON j.id = s.journal WHERE s.number < j.base")
        + Count(folder, "slice s JOIN journal j ON j.id = s.journal WHERE s.snapshot <> j.snapshot")
        + Count(folder, "sweep");

    /// <summary>Changes rows; <c>flip(data)</c> turns one bit in the middle of the bytes.</summary>
    public static void Damage(TempFolder folder, string sql)
    {
        using var connection = Open(folder);
        connection.CreateFunction("flip", (byte[] data) =>
        {
            data[data.Length / 2] ^= 1;
            return data;
        });
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    private static SqliteConnection Open(TempFolder folder)
    {
        var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        connection.Open();
        return connection;
    }
}
