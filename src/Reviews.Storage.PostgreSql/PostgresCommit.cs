using Npgsql;

namespace Reviews.Storage.PostgreSql;

/// <summary>
/// Commits, and never asks the server to cancel. A commit cancelled while it waits for a synchronous standby is committed on the server,
/// reported as committed and visible to all, though the standby lacks it; and Npgsql cancels commands on timeout.
/// </summary>
internal static class PostgresCommit
{
    private const string Position = "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint";

    /// <summary>Ends the connection's transaction.</summary>
    /// <param name="connection">On timeout it keeps waiting in the background, then closes; it must not be used again.</param>
    /// <param name="patience">How long to wait for a response.</param>
    /// <returns>The server's WAL position at that point, in bytes: a server with a lower one has lost the commit.</returns>
    /// <exception cref="CommitUnansweredException">No response came.</exception>
    public static long Run(NpgsqlConnection connection, TimeSpan patience)
    {
        var commit = new NpgsqlBatch(connection) { Timeout = 0, BatchCommands = { new("COMMIT"), new(Position) } };
        var answer = commit.ExecuteScalarAsync();
        if (Task.WaitAny([answer], patience) < 0)
        {
            _ = CloseAfterAsync(answer, commit, connection);
            throw new CommitUnansweredException();
        }

        using (commit) return (long)answer.GetAwaiter().GetResult()!;
    }

    private static async Task CloseAfterAsync(Task answer, NpgsqlBatch commit, NpgsqlConnection connection)
    {
        await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);   // whatever the outcome, nobody is waiting any more
        await commit.DisposeAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>It is unknown whether a commit succeeded: the server has not responded in time, and may be waiting for a standby.</summary>
internal sealed class CommitUnansweredException() : NpgsqlException("The server did not confirm a commit in time.", new TimeoutException());
