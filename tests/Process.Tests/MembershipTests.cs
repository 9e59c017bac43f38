using Npgsql;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>
/// A membership database that can't be used: the process says so in one sentence that tells no password, and ends with 2.
/// </summary>
[Trait("Category", "Slow")]
public sealed class MembershipTests
{
    /// <summary>An API is a client of its cluster and opens no store: what it refuses is the membership.</summary>
    private static readonly string[] Api = ["--Reviews:Store=azure", "--Reviews:Cluster:Membership=postgres"];

    [Fact]
    public async Task Start_MembershipCanNotBeUsed_IsRefusedInOneSentence()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await Database.RunAsync(postgres, $"CREATE ROLE guest LOGIN PASSWORD '{PostgresServer.Password}'");

        await RefusesAsync("can't be used: Failed to connect", Changed(postgres, settings => settings.Port = FreePorts.Take(1)[0]));
        await RefusesAsync(
            "password authentication failed", Changed(postgres, settings => settings.Password = "wrong " + PostgresServer.Password));
        await RefusesAsync("database \"nowhere\" does not exist", Changed(postgres, settings => settings.Database = "nowhere"));
        await RefusesAsync("GRANT CREATE ON DATABASE", Changed(postgres, settings => settings.Username = "guest"));
    }

    [Fact]
    public async Task Start_OfASiloWithAStringThatIsNoConnectionString_IsRefusedInOneSentence()
    {
        using var folder = new DataFolder();
        await using var silo = ServerProcess.LaunchSilo(folder.Path, [.. Api, "--Reviews:Cluster:ConnectionString=this is none of it"]);

        await AssertRefusedAsync("membership can't be understood", silo);
    }

    private static async Task RefusesAsync(string because, string connectionString)
    {
        using var folder = new DataFolder();
        await using var api = ServerProcess.LaunchApi(folder.Path, [.. Api, "--Reviews:Cluster:ConnectionString=" + connectionString]);
        await AssertRefusedAsync(because, api);
    }

    private static async Task AssertRefusedAsync(string because, ServerProcess process)
    {
        Assert.Equal(2, await process.ExitCodeAsync());
        var sentence = Assert.Single(process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(because, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, sentence, StringComparison.Ordinal);
    }

    private static string Changed(PostgresServer server, Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        change(settings);
        return settings.ConnectionString;
    }
}
