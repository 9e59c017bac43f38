using System.Net;
using System.Net.Http.Json;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>
/// A store that takes 5 s for a write, or has no room, under votes that keep coming from many members, some of whom nobody has heard of
/// since the start: each vote is turned away in time, nothing piles up, readers notice nothing, and when the cause goes all goes on by
/// itself.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SickStoreTests(ITestOutputHelper output)
{
    /// <summary>Those whose grains are awake, and as many whose are not.</summary>
    private const int Half = 12;

    /// <summary>Votes that each member sends one after the other while the store is sick.</summary>
    private const int VotesEach = 3;

    /// <summary>A vote is answered within 10 s; what is slower than this hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    /// <summary>
    /// More than a process needs that turns votes away. What kept each of them for ever would pass it, under more votes than these.
    /// </summary>
    private const int MaxGrowthMiB = 256;

    [Fact]
    public async Task Postgres_TakesFiveSecondsForAWrite_VotesAreTurnedAwayAndItHeals()
    {
        await using var postgres = await PostgresServer.StartAsync();
        // more than the 5 s that a write has by what it took to begin
        await SurvivesAsync("slow store", postgres, "PERFORM pg_sleep(5.2)");
    }

    [Fact]
    public async Task Postgres_HasNoRoom_VotesAreTurnedAwayAndItHeals()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await SurvivesAsync(
            "full disk of PostgreSQL", postgres,
            "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'");
    }

    private async Task SurvivesAsync(string name, PostgresServer postgres, string statement)
    {
        using var folder = new DataFolder();
        string[] store =
            [.. Client.OperatorArguments, "--Reviews:Sample=false", "--Reviews:Store=postgres",
                "--Reviews:Postgres:ConnectionString=" + postgres.ConnectionString];
        string film;
        Client[] members;
        await using (var first = await ServerProcess.StartApiAsync(folder.Path, store))
        {
            using var op = await Client.OperatorAsync(first.Address);
            film = (await op.PublishFilmsAsync(1))[0];
            members = await Task.WhenAll(
                Enumerable.Range(0, 2 * Half).Select(number => Client.JoinAsync(first.Address, $"m{number}@example.org")));
            await first.TerminateAsync();   // whoever does not vote before the trouble is met by it asleep
        }

        await using var server = await ServerProcess.StartApiAsync(folder.Path, store);
        foreach (var member in members) member.MoveTo(server.Address);
        // stars that nobody asks for below: the same again would need no write
        foreach (var member in members[..Half]) Assert.Equal(HttpStatusCode.OK, await VoteAsync(member, film, 5));
        using var reader = await Client.OperatorAsync(server.Address);
        var before = MemoryOf(server);

        await Database.RunAsync(postgres, Trouble(statement));
        var voting = members.Select(member => VotesAsync(member, film)).ToArray();
        var answers = (await Task.WhenAll(voting)).SelectMany(own => own).ToArray();
        await IsServedAsync(reader, film);
        foreach (var email in new[] { "m0@example.org", "nobody@example.org" })
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskForALetterAsync(reader, email));
        var growth = (MemoryOf(server) - before) >> 20;
        await Database.RunAsync(postgres, "DROP FUNCTION reviews.trouble() CASCADE");

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.InRange(growth, long.MinValue, MaxGrowthMiB);
        output.WriteLine(
            $"Figure: {name}: {answers.Length} votes of {members.Length} members answered 503; the process grew by {growth} MiB "
                + "meanwhile.");
        await HealsAsync(reader, members, film);
        foreach (var member in members) member.Dispose();
    }

    private static async Task IsServedAsync(Client reader, string film)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(reader, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(reader, "/health/ready?of=node"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(reader, $"/api/films/{film}/rating"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(reader, $"/films/{film}"));
    }

    private static async Task HealsAsync(Client reader, Client[] members, string film)
    {
        await Task.WhenAll(
            members.Select(member => Eventually.AnsweredAsync(() => VoteAsync(member, film, 4.5), status => status == HttpStatusCode.OK)));
        await Eventually.AnsweredAsync(() => StatusAsync(reader, "/health/ready"), status => status == HttpStatusCode.OK);
        await Eventually.AnsweredAsync(() => AskForALetterAsync(reader, "m0@example.org"), status => status == HttpStatusCode.OK);
        var audit = await Eventually.AnsweredAsync(
            () => reader.GetAsync($"/api/admin/audit/{film}"), audit => audit.GetProperty("agrees").GetBoolean());
        Assert.Equal(members.Length, audit.GetProperty("recounted").GetProperty("count").GetInt32());
        Assert.Equal(4.5, audit.GetProperty("recounted").GetProperty("average").GetDouble());
        var queued = await Eventually.AnsweredAsync(() => QueuedAsync(reader), queued => queued == 0);
        Assert.Equal(0, queued);
    }

    /// <summary>Whatever is written meets it: votes, and what proves that the store is ready.</summary>
    private static string Trouble(string statement) =>
        $"""
        CREATE FUNCTION reviews.trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; RETURN NULL; END $$;
        CREATE TRIGGER trouble BEFORE INSERT ON reviews.segment EXECUTE FUNCTION reviews.trouble();
        CREATE TRIGGER trouble BEFORE INSERT OR UPDATE ON reviews.record EXECUTE FUNCTION reviews.trouble();
        """;

    private static async Task<HttpStatusCode[]> VotesAsync(Client member, string film)
    {
        var answers = new HttpStatusCode[VotesEach];
        for (var vote = 0; vote < VotesEach; vote++) answers[vote] = await VoteAsync(member, film, vote + 1);
        return answers;
    }

    private static async Task<HttpStatusCode> VoteAsync(Client member, string film, double stars)
    {
        using var answer = await member.VoteAsync(film, stars).WaitAsync(Hang, TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) Assert.NotNull(answer.Headers.RetryAfter);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(Client client, string path)
    {
        using var answer = await client.Http.GetAsync(path, TestContext.Current.CancellationToken).WaitAsync(
            Hang, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>What can't be kept is promised to nobody, whether or not there is such an account.</summary>
    private static async Task<HttpStatusCode> AskForALetterAsync(Client client, string email)
    {
        using var answer = await client.Http.PostAsJsonAsync(
            "/api/account/forgotPassword", new { email }, TestContext.Current.CancellationToken).WaitAsync(Hang);
        return answer.StatusCode;
    }

    /// <summary>Writes that wait, as operators see them.</summary>
    private static async Task<long> QueuedAsync(Client op) =>
        (await op.GetAsync("/api/admin/ops")).GetProperty("nodes").EnumerateArray()
            .Sum(node => node.GetProperty("figures") is { ValueKind: System.Text.Json.JsonValueKind.Object } figures
                ? figures.GetProperty("queuedWrites").GetInt64()
                : 0);

    private static long MemoryOf(ServerProcess server)
    {
        using var process = System.Diagnostics.Process.GetProcessById(server.Id);
        return process.WorkingSet64;
    }
}
