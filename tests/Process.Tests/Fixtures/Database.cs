using Npgsql;

namespace Process.Tests.Fixtures;

/// <summary>What the tests do in a database behind the processes' backs.</summary>
internal static class Database
{
    /// <summary>Runs statements, and answers what the first row begins with.</summary>
    public static async Task<object?> RunAsync(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
