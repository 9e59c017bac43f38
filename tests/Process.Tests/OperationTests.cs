using System.Net;
using System.Net.Sockets;
using System.Text;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>
/// The program as its operator knows it: how it ends, what it refuses to start on, and the grains in a process of their own.
/// </summary>
[Trait("Category", "Slow")]
public sealed class OperationTests(ITestOutputHelper output)
{
    private static readonly string[] Empty = [.. Client.OperatorArguments, "--Reviews:Sample=false"];

    [Fact]
    public async Task Terminate_RequestWasAccepted_ItIsAnswered()
    {
        using var folder = new DataFolder();
        var server = await ServerProcess.StartApiAsync(folder.Path, Empty);
        using var op = await Client.OperatorAsync(server.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        using var member = await Client.JoinAsync(server.Address, "kathy@example.org");

        // '100 Continue' comes when the handler asks for the body: by then the request is accepted.
        const string body = "{\"stars\":4.5}";
        using var slow = new TcpClient();
        await slow.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = slow.GetStream();
        using var reader = new StreamReader(stream);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"PUT /api/films/{film}/ratings/me HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAuthorization: "
                + $"{member.Http.DefaultRequestHeaders.Authorization}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\nExpect: 100-continue\r\n\r\n"),
            TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 100", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        var ending = server.TerminateAsync();
        await Eventually.RefusedAsync(server.Address);   // it takes no new connections, so it is stopping
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body), TestContext.Current.CancellationToken);
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 200", status, StringComparison.Ordinal);
        Assert.Equal(0, await ending);
        await using var next = await ServerProcess.StartApiAsync(folder.Path, Empty);
        member.MoveTo(next.Address);
        Assert.Equal(4.5, await member.MineAsync(film));
    }

    [Fact]
    public async Task Terminate_UnderLoad_EveryAcknowledgedVoteIsThereAndItEndsWithZero()
    {
        using var folder = new DataFolder();
        var server = await ServerProcess.StartApiAsync(folder.Path, Empty);
        using var op = await Client.OperatorAsync(server.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        var members = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => Client.JoinAsync(server.Address, $"m{number}@example.org")));
        var history = new VoteHistory();

        var voting = members.Select((member, number) => VoteUntilGoneAsync(member, film, history.Of(number, film))).ToArray();
        await Eventually.GetAsync(() => history.Acknowledged, acknowledged => acknowledged > 50);
        var code = await server.TerminateAsync();
        await Task.WhenAll(voting);

        Assert.Equal(0, code);
        await using var next = await ServerProcess.StartApiAsync(folder.Path, Empty);
        for (var number = 0; number < members.Length; number++)
        {
            members[number].MoveTo(next.Address);
            var stored = await members[number].MineAsync(film) ?? 0;
            Assert.True(history.Of(number, film).Allows(stored), $"Member {number} finds {stored} stars, which they never were promised.");
            members[number].Dispose();
        }
    }

    [Fact]
    public async Task Terminate_WithATimeToDrain_IsNotReadyAndStillServes()
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartApiAsync(folder.Path, [.. Empty, "--Reviews:Drain=00:00:10"]);
        using var op = await Client.OperatorAsync(server.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        using var member = await Client.JoinAsync(server.Address, "kathy@example.org");
        var before = await StatusAsync(server, "/health/ready?of=node");

        var ending = server.TerminateAsync();
        await Eventually.GetAsync(
            () => StatusAsync(server, "/health/ready?of=node"), status => status == HttpStatusCode.ServiceUnavailable);
        using var vote = await member.VoteAsync(film, 4.5);
        var (live, ready) = (await StatusAsync(server, "/health/live"), await StatusAsync(server, "/health/ready"));

        Assert.Equal(HttpStatusCode.OK, before);
        Assert.Equal(HttpStatusCode.OK, vote.StatusCode);
        Assert.True(vote.Headers.ConnectionClose, "Whoever keeps this connection would lose a request on it.");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live, ready));
        Assert.Equal(0, await ending);
    }

    [Fact]
    public async Task Start_FolderIsInUse_IsRefusedInOneLineAndTheFirstGoesOn()
    {
        using var folder = new DataFolder();
        await using var first = await ServerProcess.StartApiAsync(folder.Path, Empty);
        await using var second = ServerProcess.LaunchApi(folder.Path, Empty);

        var code = await second.ExitCodeAsync();

        Assert.NotEqual(0, code);
        Assert.Contains(folder.Path, second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = first.Address };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
    }

    /// <summary>A first start takes seconds: it imports the sample. Whoever thinks better of it may stop it.</summary>
    [Fact]
    public async Task Terminate_WhileItStarts_EndsWithZeroAndStartsAgain()
    {
        using var folder = new DataFolder();
        await using (var server = ServerProcess.LaunchApi(folder.Path))
        {
            await Eventually.GetAsync(() => server.Output, said => said.Contains("Import", StringComparison.OrdinalIgnoreCase));

            var code = await server.TerminateAsync();

            Assert.Equal(0, code);
            Assert.DoesNotContain("Unhandled exception", server.Output, StringComparison.Ordinal);
        }

        await using var again = await ServerProcess.StartApiAsync(folder.Path);
        Assert.Equal(0, await again.TerminateAsync());
    }

    [Fact]
    public async Task Start_DatabaseIsCorrupt_IsRefusedInOneLineAndTheFileIsLeftAlone()
    {
        using var folder = new DataFolder();
        await (await ServerProcess.StartApiAsync(folder.Path, Empty)).TerminateAsync();
        var file = Directory.EnumerateFiles(folder.Path, "*.db").Single();
        var garbage = Enumerable.Repeat((byte)'x', 8_192).ToArray();
        await File.WriteAllBytesAsync(file, garbage, TestContext.Current.CancellationToken);
        await using var server = ServerProcess.LaunchApi(folder.Path, Empty);

        var code = await server.ExitCodeAsync();

        Assert.NotEqual(0, code);
        Assert.Contains(Path.GetFileName(file), server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SiloAndApi_InProcessesOfTheirOwn_VotesSurviveTheSilosDeath()
    {
        using var folder = new DataFolder();
        var ports = FreePorts.Take(2);
        var (siloPort, gatewayPort) = (ports[0], ports[1]);
        var silo = ServerProcess.LaunchSilo(folder.Path, siloPort, gatewayPort);
        await using var api = await ServerProcess.StartApiAsync(
            folder.Path, [.. Empty, $"--Reviews:Cluster:Gateway=127.0.0.1:{gatewayPort}"]);
        using var op = await Client.OperatorAsync(api.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        using var member = await Client.JoinAsync(api.Address, "kathy@example.org");
        using var vote = await member.VoteAsync(film, 4.5);

        await silo.KillAsync();
        using var dark = await member.VoteAsync(film, 2);
        await using var next = ServerProcess.LaunchSilo(folder.Path, siloPort, gatewayPort);
        var mine = await Eventually.AnsweredAsync(() => member.MineAsync(film));
        using var again = await Eventually.AnsweredAsync(async () => (await member.VoteAsync(film, 3.5)).EnsureSuccessStatusCode());

        Assert.Equal(HttpStatusCode.OK, vote.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, dark.StatusCode);
        Assert.NotNull(dark.Headers.RetryAfter);
        Assert.Contains(mine, new double?[] { 4.5, 2 });
        Assert.Equal(3.5, await member.MineAsync(film));
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task Start_SampleCatalogue_IsThereAtFirstAndChangesNothingAfterwards()
    {
        using var folder = new DataFolder();
        var first = await ServerProcess.StartApiAsync(folder.Path, Client.OperatorArguments);
        using var op = await Client.OperatorAsync(first.Address);
        var films = (await op.GetAsync("/api/films?pageSize=1")).GetProperty("total").GetInt32();
        var show = await op.GetAsync("/api/films/never-let-me-go-2010");
        output.WriteLine($"Figure: first start with the import of {films} films: ready after {first.ReadyAfter.TotalSeconds:0.00} s.");
        await first.TerminateAsync();

        await using var second = await ServerProcess.StartApiAsync(folder.Path, Client.OperatorArguments);
        op.MoveTo(second.Address);
        output.WriteLine($"Figure: start with {films} films: ready after {second.ReadyAfter.TotalSeconds:0.00} s.");

        Assert.InRange(films, 3_000, 3_300);
        Assert.Equal("Mark Romanek", show.GetProperty("directors")[0].GetString());
        Assert.Equal(103, show.GetProperty("runtimeMinutes").GetInt32());
        Assert.Equal(films, (await op.GetAsync("/api/films?pageSize=1")).GetProperty("total").GetInt32());
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerProcess server, string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>
    /// Votes until the server is gone. Every answer is a success; a connection that was still in the listener's queue is reset.
    /// </summary>
    private static async Task VoteUntilGoneAsync(Client member, string film, VoteHistory.VoteIntent intent)
    {
        for (var half = 1; ; half = (half % 10) + 1)
        {
            intent.Ask(half / 2.0);
            try
            {
                using var answer = await member.VoteAsync(film, half / 2.0);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                intent.Acknowledge(half / 2.0);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
