using System.Net;

namespace Process.Tests;

/// <summary>
/// A store that stands still for longer than a write may take: votes are turned away in time, readers notice nothing, and all goes on by
/// itself.
/// </summary>
[Trait("Category", "Slow")]
public sealed class StoreTests(ITestOutputHelper output)
{
    private const int Members = 8;

    /// <summary>A vote is answered within 10 s; what is slower than this hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Store_StandsStill_VotesAreTurnedAwayReadersAreServedAndItHeals()
    {
        using var folder = new DataFolder();
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartApiAsync(
            folder.Path,
            [.. Client.OperatorArguments, "--Reviews:Sample=false", "--Reviews:Store=postgres",
                "--Reviews:Postgres:ConnectionString=" + postgres.ConnectionString]);
        using var op = await Client.OperatorAsync(server.Address);
        var films = await op.PublishFilmsAsync(2);
        var voted = films[0];
        var members = await Task.WhenAll(
            Enumerable.Range(0, Members).Select(number => Client.JoinAsync(server.Address, $"m{number}@example.org")));
        foreach (var member in members) Assert.Equal(HttpStatusCode.OK, await VoteAsync(member, films[0], 3));
        var before = MemoryOf(server);

        postgres.Freeze();
        var during = await Task.WhenAll(members.Select(member => VoteAsync(member, films[0], 4)));
        Assert.All(during, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(op, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(op, "/health/ready?of=node"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(op, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(op, $"/api/films/{films[0]}/rating"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(op, $"/films/{films[0]}"));
        output.WriteLine(
            $"Figure: a store that stands still: {during.Length} votes answered 503; the process grew by "
                + $"{(MemoryOf(server) - before) >> 20} MiB meanwhile.");

        postgres.Thaw();
        foreach (var member in members)
            await Eventually.AnsweredAsync(() => VoteAsync(member, voted, 4), status => status == HttpStatusCode.OK);
        await Eventually.AnsweredAsync(() => StatusAsync(op, "/health/ready"), status => status == HttpStatusCode.OK);
        var rating = await op.GetAsync($"/api/films/{films[0]}/rating");
        Assert.Equal((Members, 4.0), (rating.GetProperty("count").GetInt32(), rating.GetProperty("average").GetDouble()));
        foreach (var member in members) member.Dispose();
    }

    private static async Task<HttpStatusCode> VoteAsync(Client member, string filmId, double stars)
    {
        using var answer = await member.VoteAsync(filmId, stars).WaitAsync(Hang, TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) Assert.NotNull(answer.Headers.RetryAfter);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(Client client, string path)
    {
        using var answer = await client.Http.GetAsync(path, TestContext.Current.CancellationToken).WaitAsync(
            Hang, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static long MemoryOf(ServerProcess server)
    {
        using var process = System.Diagnostics.Process.GetProcessById(server.Id);
        return process.WorkingSet64;
    }
}
