using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>A copy holds what the store held, whichever way it went and though it was killed.</summary>
[Trait("Category", "Slow")]
public sealed class CopyTests(CopyTests.SampleStore sample) : IClassFixture<CopyTests.SampleStore>
{
    /// <summary>Journals of a store from which a copy to Azurite is killed: it takes a hundredth of a second for each.</summary>
    private const int FilmsForAzurite = 600;

    /// <summary>Films that members vote on.</summary>
    private const int Voted = 5;

    private static readonly string[] Empty = ["--Reviews:Sample=false", .. Client.OperatorArguments];

    [Fact]
    public async Task Copy_OverEveryStoreAndBack_ServesTheSameRatings()
    {
        using var folder = new DataFolder();
        await using var postgres = await PostgresServer.StartAsync();
        await using var azurite = await AzuriteServer.StartAsync();
        var (first, last) = (Path.Combine(folder.Path, "first"), Path.Combine(folder.Path, "last"));
        var before = await VoteAsync(first, Empty);

        string[] stores =
        [
            "sqlite:" + first, "postgres:" + postgres.ConnectionString, "azure:" + azurite.ConnectionString, "sqlite:" + last,
        ];
        foreach (var (from, to) in stores.Zip(stores.Skip(1)))
        {
            var (exit, said) = await CopyAsync(from, to);
            Assert.True(exit == 0, said);
            Assert.Contains("every film has the same counts in both stores", said, StringComparison.Ordinal);
        }

        await using var server = await ServerProcess.StartApiAsync(last, Empty);
        using var op = await Client.OperatorAsync(server.Address);
        AssertSame(before, await AuditsAsync(op));
        var (refused, why) = await CopyAsync(stores[0], stores[1]);
        Assert.Equal(2, refused);
        Assert.Contains("The target is not empty", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_OfAStoreOfTheEarlierFormat_LeavesItSo()
    {
        using var folder = new DataFolder();
        var (first, last) = (Path.Combine(folder.Path, "first"), Path.Combine(folder.Path, "last"));
        await VoteAsync(first, Empty);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(first, "reviews.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new SqliteCommand(
                "DELETE FROM meta WHERE key = 'incarnation'; UPDATE meta SET value = '1' WHERE key = 'format'", connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var (exit, said) = await CopyAsync("sqlite:" + first, "sqlite:" + last);
        Assert.True(exit == 0, said);
        await using var looked = new SqliteConnection($"Data Source={Path.Combine(first, "reviews.db")};Pooling=False;Mode=ReadOnly");
        await looked.OpenAsync(TestContext.Current.CancellationToken);
        await using var format = new SqliteCommand("SELECT value FROM meta WHERE key = 'format'", looked);
        Assert.Equal("1", await format.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Copy_ToSqliteKilledInTheMiddle_KeepsServersOutAndGoesOn()
    {
        using var folder = new DataFolder();
        var target = Path.Combine(folder.Path, "to");

        await GoesOnAsync(folder, sample.Path, sample.Served, "sqlite:" + target, ["--Reviews:Data=" + target],
            () => Task.FromResult(BytesIn(Path.Combine(target, "reviews.db-wal")) > 100_000));
    }

    [Fact]
    public async Task Copy_ToPostgresKilledInTheMiddle_KeepsServersOutAndGoesOn()
    {
        using var folder = new DataFolder();
        await using var postgres = await PostgresServer.StartAsync();

        await GoesOnAsync(
            folder, sample.Path, sample.Served, "postgres:" + postgres.ConnectionString, [
                "--Reviews:Store=postgres", "--Reviews:Postgres:ConnectionString=" + postgres.ConnectionString],
            async () => await Database.RunAsync(postgres, "SELECT count(*) FROM reviews.journal") is > 100L);
    }

    [Fact]
    public async Task Copy_ToAzureKilledInTheMiddle_KeepsServersOutAndGoesOn()
    {
        using var folder = new DataFolder();
        await using var azurite = await AzuriteServer.StartAsync();
        var container = StoreContent.ContainerOf(azurite);
        var from = Path.Combine(folder.Path, "from");
        var before = await VoteAsync(from, Empty, FilmsForAzurite);

        await GoesOnAsync(
            folder, from, before, "azure:" + azurite.ConnectionString, [
                "--Reviews:Store=azure", "--Reviews:Azure:ConnectionString=" + azurite.ConnectionString],
            () => Task.FromResult(container.GetBlobs().Take(100).Count() == 100));
    }

    /// <summary>Kills a copy as soon as something is written to the target, which is long before everything is.</summary>
    private static async Task GoesOnAsync(
        DataFolder folder, string from, JsonObject[] before, string to, string[] target, Func<Task<bool>> hasBegun)
    {
        using (var copy = Launch("sqlite:" + from, to))
        {
            await Eventually.AnsweredAsync(hasBegun, begun => begun);
            copy.Kill();
            await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using (var refused = ServerProcess.LaunchApi(folder.Path, [.. Empty, .. target]))
        {
            Assert.Equal(2, await refused.ExitCodeAsync());
            Assert.Contains("unfinished copy", refused.Output, StringComparison.Ordinal);
        }

        var (exit, said) = await CopyAsync("sqlite:" + from, to);
        Assert.True(exit == 0, said);
        await using var served = await ServerProcess.StartApiAsync(folder.Path, [.. Empty, .. target]);
        using var op = await Client.OperatorAsync(served.Address);
        AssertSame(before, await AuditsAsync(op));
    }

    /// <summary>Some votes, changed and withdrawn ones among them; answers what is served then.</summary>
    private static async Task<JsonObject[]> VoteAsync(string folder, string[] arguments, int published = Voted)
    {
        await using var server = await ServerProcess.StartApiAsync(folder, arguments);
        using var op = await Client.OperatorAsync(server.Address);
        var films = (await op.PublishFilmsAsync(published))[..Voted];
        for (var number = 0; number < 4; number++)
        {
            using var member = await Client.JoinAsync(server.Address, $"m{number}@example.org");
            for (var film = 0; film < films.Length; film++)
            {
                (await member.VoteAsync(films[film], (number + film) % 10 / 2.0 + 0.5)).EnsureSuccessStatusCode().Dispose();
                if (film == number) (await member.WithdrawAsync(films[film])).EnsureSuccessStatusCode().Dispose();
            }
        }

        var served = await AuditsAsync(op);
        Assert.Equal(0, await server.TerminateAsync());
        return served;
    }

    /// <summary>The ratings of those films, as they are recounted from their ballots.</summary>
    private static async Task<JsonObject[]> AuditsAsync(Client op)
    {
        var audits = new List<JsonObject>();
        for (var number = 1; number <= Voted; number++)
            audits.Add(JsonObject.Create(await op.GetAsync($"/api/admin/audit/film-{number}-2001"))!);
        return [.. audits];
    }

    /// <summary>The same ratings, in versions that pages which were open before the copy take for newer.</summary>
    private static void AssertSame(JsonObject[] before, JsonObject[] after)
    {
        Assert.All(before.Zip(after), pair => Assert.InRange(VersionOf(pair.Second), VersionOf(pair.First) + 1, long.MaxValue));
        Assert.Equal(before.Select(WithoutVersion), after.Select(WithoutVersion));
    }

    private static long VersionOf(JsonObject audit) => audit["served"]!["version"]!.GetValue<long>();

    private static string WithoutVersion(JsonObject audit)
    {
        var rest = audit.DeepClone();
        foreach (var count in (string[])["served", "recounted"]) Assert.True(rest[count]!.AsObject().Remove("version"));
        return rest.ToJsonString();
    }

    private static async Task<(int Exit, string Said)> CopyAsync(string from, string to)
    {
        using var copy = Launch(from, to);
        var said = await Task.WhenAll(copy.StandardOutput.ReadToEndAsync(), copy.StandardError.ReadToEndAsync());
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (copy.ExitCode, string.Concat(said));
    }

    private static System.Diagnostics.Process Launch(string from, string to)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Repository.Program("src/Reviews.Migration", "Reviews.Migration.dll"), "copy", "--from", from, "--to", to];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return System.Diagnostics.Process.Start(start)!;
    }

    private static long BytesIn(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;

    /// <summary>Some votes beside the sample: 3,200 journals, for a kill in the middle. Copies only read it.</summary>
    public sealed class SampleStore : Fixture
    {
        private readonly DataFolder _folder = new();
        private JsonObject[]? _served;

        internal string Path => _folder.Path;

        /// <summary>What was served of it.</summary>
        internal JsonObject[] Served => Started(_served);

        protected override async Task StartAsync() => _served = await VoteAsync(_folder.Path, Client.OperatorArguments);

        protected override Task StopAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }
    }
}
