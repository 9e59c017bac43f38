using Npgsql;

namespace Reviews.Storage.PostgreSql;

/// <summary>
/// Commits, and never asks the server to cancel that. A commit that is cancelled while it waits for a synchronous standby is done on the
/// server, told as done and shown to all, though the standby lacks it; Npgsql cancels whatever it has waited for long enough.
/// </summary>
internal static class PostgresCommit
{
    private const string Position = "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint";

    /// <summary>Ends the connection's transaction.</summary>
    /// <param name="connection">When nothing is answered it waits on by itself, and closes itself then; it is not to be used again.</param>
    /// <param name="patience">How long an answer is waited for.</param>
    /// <returns>How far the server's log was written then, in bytes: a server that has written less has lost it.</returns>
    /// <exception cref="CommitUnansweredException">None came.</exception>
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
        await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);   // whichever it is, nobody waits for it any more
        await commit.DisposeAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>Nobody knows whether a commit was done: the server has not answered in time, and may wait for a standby.</summary>
internal sealed class CommitUnansweredException() : NpgsqlException("The server did not confirm a commit in time.", new TimeoutException());
