using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>
/// Of an erased member no word is left in a server's store: not the address, the name, or what the member wrote. SQLite's bytes are
/// searched in Grains.Tests.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ErasureTests
{
    private const string Email = "xanadu-mail@example.org";
    private const string Name = "xanadu-name";
    private const string Headline = "xanadu-headline";
    private const string Text = "xanadu-text of a review";

    private static readonly Regex Words = new("xanadu-[a-z]*", RegexOptions.IgnoreCase);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delete_OnPostgres_LeavesNoWordInAnyTable()
    {
        await using var postgres = await PostgresServer.StartAsync();

        await MustForgetAsync(["--Reviews:Store=postgres", "--Reviews:Postgres:ConnectionString=" + postgres.ConnectionString],
            () => StoreContent.OfPostgresAsync(postgres));
    }

    [Fact]
    public async Task Delete_OnAzure_LeavesNoWordInAnyBlob()
    {
        await using var azurite = await AzuriteServer.StartAsync();

        await MustForgetAsync(["--Reviews:Store=azure", "--Reviews:Azure:ConnectionString=" + azurite.ConnectionString],
            () => StoreContent.OfAzureAsync(azurite));
    }

    /// <summary>
    /// Azure keeps what a journal was before it was written anew until that is deleted: the process dies between the two.
    /// </summary>
    [Fact]
    public async Task Delete_KilledBeforeTheReplacedLogIsDeleted_IsNotDoneBeforeItIs()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        using var folder = new DataFolder();
        string[] arguments =
            [.. Client.OperatorArguments, "--Reviews:Sample=false", "--Reviews:Store=azure",
                "--Reviews:Azure:ConnectionString=" + azurite.ConnectionString];
        string href;
        await using (var server = await ServerProcess.StartApiAsync(folder.Path, arguments))
        {
            using var member = await WriteAsync(server);
            var log = await StoreContent.LogWithAsync(azurite, Email);
            await using var kept = await KeptBlob.KeepAsync(log, Ct);
            href = await EraseAsync(member);
            await Eventually.GetAsync(() => server.Output.Contains("SnapshotsPresent", StringComparison.Ordinal), told => told);
            Assert.NotEqual("done", await StatusAsync(member, href));
            await server.KillAsync();
        }

        Assert.Contains(Email, await StoreContent.OfAzureAsync(azurite), StringComparison.Ordinal);
        await using var next = await ServerProcess.StartApiAsync(folder.Path, arguments);
        using var op = await Client.OperatorAsync(next.Address);
        await UntilDoneAsync(op, href);
        Assert.Empty(Words.Matches(await StoreContent.OfAzureAsync(azurite)));
    }

    private static async Task MustForgetAsync(string[] store, Func<Task<string>> contentAsync)
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartApiAsync(
            folder.Path, [.. Client.OperatorArguments, "--Reviews:Sample=false", .. store]);
        using var member = await WriteAsync(server);
        var before = await contentAsync();
        Assert.All([Email, Name, Headline, Text], word => Assert.Contains(word, before, StringComparison.Ordinal));

        await UntilDoneAsync(member, await EraseAsync(member));
        Assert.Empty(Words.Matches(await contentAsync()));
    }

    /// <summary>A member with a name and a review.</summary>
    private static async Task<Client> WriteAsync(ServerProcess server)
    {
        using var op = await Client.OperatorAsync(server.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        var member = await Client.JoinAsync(server.Address, Email);
        await SendAsync(member.Http.PutAsJsonAsync("/api/me", new { displayName = Name }, Ct));
        await SendAsync(
            member.Http.PutAsJsonAsync(
                $"/api/films/{film}/reviews/me", new { title = Headline, body = Text, spoilers = false, stars = 4 }, Ct));
        return member;
    }

    /// <summary>Answers where the erasure's progress is told.</summary>
    private static async Task<string> EraseAsync(Client member) =>
        (await SendAsync(member.Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Delete, "/api/me") { Content = JsonContent.Create(new { confirm = "erase" }) }, Ct)))
                .GetProperty("href").GetString()!;

    private static async Task<string?> StatusAsync(Client client, string href) =>
        (await client.GetAsync(href)).GetProperty("status").GetString();

    private static async Task UntilDoneAsync(Client client, string href) =>
        await Eventually.AnsweredAsync(() => StatusAsync(client, href), status => status == "done");

    private static async Task<JsonElement> SendAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted,
            await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
