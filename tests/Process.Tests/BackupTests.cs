using Microsoft.Data.Sqlite;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>Backups as docs/operations.md tells: taken while members vote, and a server runs on what was restored.</summary>
[Trait("Category", "Slow")]
public sealed class BackupTests(ITestOutputHelper output)
{
    /// <summary>Votes before the backup begins: some films have all of theirs, some none.</summary>
    private const int Head = 100;

    private static readonly string[] Empty = [.. Client.OperatorArguments, "--Reviews:Sample=false"];

    [Fact]
    public async Task Sqlite_CopiedWhileMembersVote_HoldsWhatWasAcknowledged()
    {
        using var folder = new DataFolder();
        using var restored = new DataFolder();
        await using var server = await ServerProcess.StartApiAsync(folder.Path, Empty);
        await using var voters = await SteadyVoters.StartAsync(server.Address);

        var atLeast = await DuringVotesAsync(voters, "VACUUM INTO", async () =>
        {
            await using var connection = new SqliteConnection(
                $"Data Source={Path.Combine(folder.Path, "reviews.db")};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $file";
            command.Parameters.AddWithValue("$file", Path.Combine(restored.Path, "reviews.db"));
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        });
        // or its members would have to sign in again
        File.Copy(Path.Combine(folder.Path, "keys.pem"), Path.Combine(restored.Path, "keys.pem"));
        await using var copy = await ServerProcess.StartApiAsync(restored.Path, Empty);

        await voters.JudgeAsync(copy.Address, atLeast);
    }

    [Fact]
    public async Task Postgres_DumpedWhileMembersVote_HoldsWhatWasAcknowledged()
    {
        await using var postgres = await PostgresServer.StartAsync();
        using var folder = new DataFolder();
        var dump = Path.Combine(folder.Path, "reviews.dump");
        await PostgresPrograms.GiveAsync(folder.Path);
        await using var server = await ServerProcess.StartApiAsync(folder.Path, OnPostgres(postgres.ConnectionString));
        await using var voters = await SteadyVoters.StartAsync(server.Address);

        var atLeast = await DuringVotesAsync(
            voters, "pg_dump", () =>
                postgres.RunAsync("pg_dump", "--format=custom", "--schema=reviews", "--file=" + dump, "--dbname=postgres"));
        await postgres.RunAsync("createdb", "restored");
        await postgres.RunAsync("pg_restore", "--exit-on-error", "--no-owner", "--dbname=restored", dump);
        await using var copy = await ServerProcess.StartApiAsync(
            folder.Path, OnPostgres(postgres.ConnectionString.Replace("Database=postgres", "Database=restored", StringComparison.Ordinal)));

        await voters.JudgeAsync(copy.Address, atLeast);
    }

    /// <summary>Takes a backup in the middle of votes; answers the votes that were acknowledged before it began.</summary>
    private async Task<IReadOnlyCollection<(int Member, int Film)>> DuringVotesAsync(SteadyVoters voters, string name, Func<Task> backup)
    {
        await Eventually.GetAsync(() => voters.Answers, answers => answers >= Head);
        var (atLeast, before) = (voters.Acknowledged(), voters.Answers);
        await backup();
        var meanwhile = voters.Answers - before;
        await voters.StopAsync();
        output.WriteLine(
            $"Figure: {name} while members voted: {atLeast.Count} votes acknowledged before it, all in it; {meanwhile} more answered "
                + "meanwhile, all 200.");
        return atLeast;
    }

    private static string[] OnPostgres(string connectionString) =>
        [.. Empty, "--Reviews:Store=postgres", "--Reviews:Postgres:ConnectionString=" + connectionString];
}
