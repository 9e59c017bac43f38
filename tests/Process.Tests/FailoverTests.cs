using System.Net;
using Npgsql;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>
/// A connection string that names two servers, as docs/operations.md tells: store and membership find whichever is the primary.
/// </summary>
[Trait("Category", "Slow")]
public sealed class FailoverTests
{
    [Fact]
    public async Task StandbyIsPromoted_ConnectionStringNamesBoth_SiloAndApiGoOnThere()
    {
        using var folder = new DataFolder();
        await using var primary = await PostgresServer.StartAsync();
        await using var standby = await primary.StartStandbyAsync();
        string[] cluster =
        [
            "--Reviews:Store=postgres", "--Reviews:Cluster:Membership=postgres",
            "--Reviews:Postgres:ConnectionString=" + Both(primary, standby),
        ];
        await using var silo = ServerProcess.LaunchSilo(folder.Path, cluster);
        await using var api = await ServerProcess.StartApiAsync(
            folder.Path, [.. Client.OperatorArguments, "--Reviews:Sample=false", .. cluster]);
        using var op = await Client.OperatorAsync(api.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        await VoteAsync(op, film, 4);
        await Database.RunAsync(primary, "SELECT pg_current_wal_flush_lsn()");
        await Eventually.GetAsync(async () => await ReceivedAsync(primary, standby), received => received);

        await primary.KillAsync();
        Assert.True((bool)(await Database.RunAsync(standby, "SELECT pg_promote()"))!);

        await VoteAsync(op, film, 2.5);
        await using var newcomer = ServerProcess.LaunchSilo(folder.Path, cluster);
        await Eventually.GetAsync(
            async () =>
                await Database.RunAsync(standby, "SELECT count(*) FROM reviews_cluster.silo WHERE status = 3") is 2L, joined => joined);
        Assert.False(silo.HasExited, silo.Output);
    }

    private static string Both(PostgresServer primary, PostgresServer standby) =>
        new NpgsqlConnectionStringBuilder(primary.ConnectionString)
    {
        Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}", Port = NpgsqlConnection.DefaultPort,
        TargetSessionAttributes = "primary",
    }.ConnectionString;

    private static async Task<bool> ReceivedAsync(PostgresServer primary, PostgresServer standby)
    {
        var written = await Database.RunAsync(primary, "SELECT pg_current_wal_flush_lsn()::text");
        return await Database.RunAsync(standby, $"SELECT pg_last_wal_receive_lsn() >= '{written}'::pg_lsn") is true;
    }

    private static Task<HttpStatusCode> VoteAsync(Client member, string film, double stars) => Eventually.GetAsync(
        async () =>
        {
            using var answer = await member.VoteAsync(film, stars);
            return answer.StatusCode;
        },
        status => status == HttpStatusCode.OK);
}
