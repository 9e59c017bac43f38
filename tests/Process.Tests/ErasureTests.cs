using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>Of an erased member no word is left in a server's store: not the address, the name, or what the member wrote. SQLite's bytes are searched in Grains.Tests.</summary>
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

        await MustForgetAsync(["--Reviews:Store=postgres", "--Reviews:Postgres:ConnectionString=" + postgres.ConnectionString], () => StoreContent.OfPostgresAsync(postgres));
    }

    [Fact]
    public async Task Delete_OnAzure_LeavesNoWordInAnyBlob()
    {
        await using var azurite = await AzuriteServer.StartAsync();

        await MustForgetAsync(["--Reviews:Store=azure", "--Reviews:Azure:ConnectionString=" + azurite.ConnectionString], () => StoreContent.OfAzureAsync(azurite));
    }

    private static async Task MustForgetAsync(string[] store, Func<Task<string>> contentAsync)
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartApiAsync(folder.Path, [.. Client.OperatorArguments, "--Reviews:Sample=false", .. store]);
        using var op = await Client.OperatorAsync(server.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        using var member = await Client.JoinAsync(server.Address, Email);
        await SendAsync(member.Http.PutAsJsonAsync("/api/me", new { displayName = Name }, Ct));
        await SendAsync(member.Http.PutAsJsonAsync($"/api/films/{film}/reviews/me", new { title = Headline, body = Text, spoilers = false, stars = 4 }, Ct));
        var before = await contentAsync();
        Assert.All([Email, Name, Headline, Text], word => Assert.Contains(word, before, StringComparison.Ordinal));

        var erasure = await SendAsync(member.Http.DeleteAsync("/api/me", Ct));
        var href = erasure.GetProperty("href").GetString()!;
        await Eventually.AnsweredAsync(() => op.GetAsync(href), progress => progress.GetProperty("status").GetString() == "done");

        // What was replaced is swept away a moment later.
        await Eventually.AnsweredAsync(async () => string.Join(' ', Words.Matches(await contentAsync()).Select(word => word.Value).Distinct()), left => left.Length == 0);
    }

    private static async Task<JsonElement> SendAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
