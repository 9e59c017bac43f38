using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Process.Tests;

/// <summary>
/// A store in which some journals are damaged: the program starts on it, says so once, and goes on saying so without a flood of log.
/// </summary>
[Trait("Category", "Slow")]
public sealed class DamagedStoreTests(ITestOutputHelper output)
{
    /// <summary>
    /// How long the program is watched each time: several renewals of every feed, every 2 s, and asked by readers all the while.
    /// </summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Lines of log for three damaged journals, with the stack of each where it is first told, in whatever it takes to start. It was
    /// 312,000 in four minutes.
    /// </summary>
    private const int MaxLines = 500;

    /// <summary>Lines that may still come once all has been told.</summary>
    private const int MaxLinesAfterwards = 2;

    [Fact]
    public async Task Start_OnDamagedShardsAndFilm_IsReadyDegradedAndLogsLittle()
    {
        using var folder = new DataFolder();
        string[] empty = [.. Client.OperatorArguments, "--Reviews:Sample=false"];
        string film;
        await using (var first = await ServerProcess.StartApiAsync(folder.Path, empty))
        {
            using var op = await Client.OperatorAsync(first.Address);
            film = (await op.PublishFilmsAsync(40))[0];
            using var member = await Client.JoinAsync(first.Address, "ada@example.org");
            (await member.VoteAsync(film, 4)).EnsureSuccessStatusCode();
            await first.TerminateAsync();
        }

        await DamageAsync(folder, $"name IN ('shard/0', 'shard/E') OR name = 'film/{film}'");
        await using var server = await ServerProcess.StartApiAsync(folder.Path, empty);
        using var reader = new HttpClient { BaseAddress = server.Address };
        var ready = await ReadyAsync(reader);
        Assert.Equal("degraded", ready.GetProperty("status").GetString());
        Assert.Superset(new HashSet<string?> { "shard/0", "shard/E" },
            ready.GetProperty("unreadable").EnumerateArray().Select(name => name.GetString()).ToHashSet());

        await AskAsync(reader, film, Watched);
        var lines = LinesOf(server);
        await AskAsync(reader, film, Watched);
        var later = LinesOf(server) - lines;
        output.WriteLine(
            $"Figure: damaged store: {lines} lines of log in the first {Watched.TotalSeconds} s, {later} in the next, of three damaged "
                + "journals.");
        Assert.True(lines < MaxLines, server.Output);
        Assert.True(later < MaxLinesAfterwards, server.Output);
        foreach (var name in new[] { "shard/0", "shard/E" })
            Assert.Equal(
                1, server.Output.Split('\n').Count(line => line.Contains($"'{name}' is damaged; its grain", StringComparison.Ordinal)));
        Assert.Equal(0, await server.TerminateAsync());
    }

    private static int LinesOf(ServerProcess server) => server.Output.Count(sign => sign == '\n');

    private static async Task<JsonElement> ReadyAsync(HttpClient reader)
    {
        using var answer = await reader.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>Readers who look at what is damaged again and again.</summary>
    private static async Task AskAsync(HttpClient reader, string film, TimeSpan during)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < during
            && await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            foreach (var path in new[] { $"/api/films/{film}/reviews", "/api/films", "/films/nobody-knows-1999", "/health/ready" })
            {
                using var answer = await reader.GetAsync(path, TestContext.Current.CancellationToken);
                _ = answer.StatusCode;
            }
        }
    }

    private static async Task DamageAsync(DataFolder folder, string journals)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "reviews.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"UPDATE segment SET data = zeroblob(length(data)) WHERE journal IN (SELECT id FROM journal WHERE {journals})";
        Assert.True(await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) > 0);
    }
}
