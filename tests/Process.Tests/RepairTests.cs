using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Process.Tests;

/// <summary>
/// <c>./reviews repair</c> on the real program's store: it says what would be lost, and only then cuts; others give back what they know.
/// </summary>
[Trait("Category", "Slow")]
public sealed class RepairTests : IDisposable
{
    private static readonly string[] Empty = ["--Reviews:Sample=false", .. Client.OperatorArguments];

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Repair_OfAFilmAMemberAndAListDamagedOnPurpose_GivesBackEveryVote()
    {
        var before = await VoteAsync();
        Damage(
            "DELETE FROM segment WHERE number > 2 AND number % 2 = 0 AND journal = (SELECT id FROM journal WHERE name = "
                + "'film/film-1-2001')");
        Damage("UPDATE segment SET checksum = checksum + 1 WHERE number = (SELECT MAX(number) FROM segment s WHERE s.journal = "
            + "segment.journal) AND "
            + "journal = (SELECT MAX(id) FROM journal WHERE name LIKE 'user/%')");
        Damage("UPDATE segment SET checksum = checksum + 1 WHERE journal = (SELECT MIN(id) FROM journal WHERE name LIKE 'shard/%')");

        var (told, what) = await RepairAsync();
        Assert.True(told == 1, what);
        Assert.Contains("3 journals and 0 records are damaged; nothing has been changed", what, StringComparison.Ordinal);
        Assert.Equal(what, (await RepairAsync()).Said);

        var (exit, said) = await RepairAsync("--yes");
        Assert.True(exit == 1, said);
        Assert.Contains("every film has the same counts in both", said, StringComparison.Ordinal);
        Assert.Contains("Lost: what the account, a suspension, marks or imports have become since", said, StringComparison.Ordinal);
        Assert.Contains("Nothing is damaged.", (await RepairAsync()).Said, StringComparison.Ordinal);
        await using var server = await ServerProcess.StartApiAsync(_folder.Path, Empty);
        using var op = await Client.OperatorAsync(server.Address);
        Assert.Equal(before, await ListAsync(op));
    }

    [Fact]
    public async Task Repair_OfAFilmCutToNothing_ShowsWhatMembersSayBeforeAndAfter()
    {
        await WriteAsync();
        Damage("UPDATE segment SET checksum = checksum + 1 WHERE journal = (SELECT id FROM journal WHERE name = 'film/film-1-2001')");
        Assert.Contains(
            "The film 'film-1-2001' (the journal 'film/film-1-2001') is damaged", (await RepairAsync()).Said, StringComparison.Ordinal);
        var (exit, said) = await RepairAsync("--yes");
        Assert.True(exit == 0, said);
        Assert.Contains("As far as is known, nothing is lost.", said, StringComparison.Ordinal);

        await using var server = await ServerProcess.StartApiAsync(_folder.Path, Empty);
        using var reader = await Client.OperatorAsync(server.Address);
        await SeeAsync(reader, rating => CountOf(rating) == 1);
        Assert.Equal(
            "A headline",
            Assert.Single((await reader.GetAsync("/api/films/film-1-2001/reviews")).GetProperty("items").EnumerateArray())
                .GetProperty("title").GetString());
        foreach (var number in new[] { 2, 3 })
        {
            using var member = await Client.JoinAsync(server.Address, $"m{number}@example.org");
            (await member.VoteAsync("film-1-2001", 5)).EnsureSuccessStatusCode().Dispose();
        }

        await SeeAsync(reader, rating => CountOf(rating) == 3);
    }

    [Fact]
    public async Task Repair_OfAStoreThatMissesAFilmAltogether_SaysSo()
    {
        await VoteAsync();
        Damage("DELETE FROM journal WHERE name = 'film/film-1-2001'");

        var (exit, said) = await RepairAsync("--yes");
        Assert.True(exit == 1, said);
        Assert.Contains("film-1-2001: its ballots and the members' lists have different counts.", said, StringComparison.Ordinal);
        Assert.Contains("Nothing is damaged, but something is missing", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repair_OfAFolderWithoutAStore_IsRefusedAndMakesNone()
    {
        var (exit, said) = await RepairAsync("--yes");
        Assert.Equal(2, exit);
        Assert.Contains("There is no store in", said, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "reviews.db")));
    }

    [Fact]
    public async Task Repair_OfAClearedReview_SaysWhatIsLost()
    {
        await WriteAsync();
        Damage("UPDATE record SET checksum = checksum + 1 WHERE grain LIKE 'review/%'");
        Assert.Contains("The review of 'film-1-2001' by member ", (await RepairAsync()).Said, StringComparison.Ordinal);

        var (exit, said) = await RepairAsync("--yes");
        Assert.True(exit == 1, said);
        Assert.Contains("film-1-2001: the text of member ", said, StringComparison.Ordinal);
        Assert.Contains("What is listed above is lost.", said, StringComparison.Ordinal);
        Assert.Equal(0, (await RepairAsync()).Exit);
    }

    [Fact]
    public async Task Repair_ThatOnlyLooks_LeavesTheEarlierFormat()
    {
        await WriteAsync();
        Damage("DELETE FROM meta WHERE key = 'incarnation'");
        Damage("UPDATE meta SET value = '1' WHERE key = 'format'");
        Assert.Equal(0, (await RepairAsync()).Exit);
        Assert.Equal(1, Read("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'format'"));
        Damage("UPDATE segment SET checksum = checksum + 1 WHERE journal = (SELECT id FROM journal WHERE name = 'film/film-1-2001')");
        Assert.Equal(1, (await RepairAsync()).Exit);
        Assert.Equal(1, Read("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'format'"));
        Assert.Equal(0, (await RepairAsync("--yes")).Exit);
        Assert.Equal(2, Read("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'format'"));
    }

    [Fact]
    public async Task Repair_OfAStoreInUse_IsRefused()
    {
        await using var server = await ServerProcess.StartApiAsync(_folder.Path, Empty);
        var (exit, said) = await RepairAsync("--yes");
        Assert.Equal(2, exit);
        Assert.Contains("is in use by another process", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repair_KilledInTheMiddle_KeepsServersOutAndGoesOn()
    {
        string before;
        // the sample: 3,200 journals
        await using (var server = await ServerProcess.StartApiAsync(_folder.Path, [.. Client.OperatorArguments]))
        {
            using var op = await Client.OperatorAsync(server.Address);
            using var member = await Client.JoinAsync(server.Address, "m@example.org");
            foreach (var film in FirstFilms()) (await member.VoteAsync(film, 4)).EnsureSuccessStatusCode().Dispose();
            before = await ListAsync(op, FirstFilms());
            Assert.Equal(0, await server.TerminateAsync());
        }

        Damage("UPDATE segment SET checksum = checksum + 1 WHERE journal IN (SELECT id FROM journal WHERE name LIKE 'film/%')");

        using (var repair = Launch("--yes"))
        {
            repair.BeginOutputReadLine();   // it tells of 3,200 journals, and would wait for whoever listens
            await Eventually.AnsweredAsync(() => Task.FromResult(Cut()), cut => cut > 20);
            repair.Kill();
            await repair.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using (var refused = ServerProcess.LaunchApi(_folder.Path))
        {
            Assert.Equal(2, await refused.ExitCodeAsync());
            Assert.Contains("A repair of this store was started but not finished", refused.Output, StringComparison.Ordinal);
        }

        var (exit, said) = await RepairAsync("--yes");
        Assert.True(exit == 0, said);
        Assert.Contains("Nothing is damaged.", (await RepairAsync()).Said, StringComparison.Ordinal);
        await using var served = await ServerProcess.StartApiAsync(_folder.Path, Empty);
        using var reader = await Client.OperatorAsync(served.Address);
        Assert.Equal(before, await ListAsync(reader, FirstFilms()));
    }

    /// <summary>The films that a repair cuts first: it takes journals by their names.</summary>
    private string[] FirstFilms()
    {
        using var connection = Open(";Mode=ReadOnly");
        using var command = new SqliteCommand(
            "SELECT substr(name, 6) FROM journal WHERE name LIKE 'film/%' ORDER BY name LIMIT 10", connection);
        using var rows = command.ExecuteReader();
        var films = new List<string>();
        while (rows.Read()) films.Add(rows.GetString(0));
        return [.. films];
    }

    /// <summary>Some votes, changed and withdrawn ones among them; answers what is served then.</summary>
    private async Task<string> VoteAsync()
    {
        await using var server = await ServerProcess.StartApiAsync(_folder.Path, Empty);
        using var op = await Client.OperatorAsync(server.Address);
        var films = await op.PublishFilmsAsync(5);
        for (var number = 0; number < 4; number++)
        {
            using var member = await Client.JoinAsync(server.Address, $"m{number}@example.org");
            foreach (var film in films) (await member.VoteAsync(film, number + 1)).EnsureSuccessStatusCode().Dispose();
            (await member.WithdrawAsync(films[number])).EnsureSuccessStatusCode().Dispose();
        }

        var served = await ListAsync(op);
        Assert.Equal(0, await server.TerminateAsync());
        return served;
    }

    /// <summary>
    /// A vote that is changed twice and a review; then other details, with which the film leaves all it counts with its list.
    /// </summary>
    private async Task WriteAsync()
    {
        await using var server = await ServerProcess.StartApiAsync(_folder.Path, Empty);
        using var op = await Client.OperatorAsync(server.Address);
        await op.PublishFilmsAsync(1);
        using var member = await Client.JoinAsync(server.Address, "m1@example.org");
        foreach (var stars in new[] { 1, 2, 3 }) (await member.VoteAsync("film-1-2001", stars)).EnsureSuccessStatusCode().Dispose();
        await SendAsync(member, "/api/films/film-1-2001/reviews/me", new { title = "A headline", body = "Ten characters and more." });
        using var corrected = await op.Http.PostAsJsonAsync(
            "/api/admin/films",
            new[] { new { title = "Film 1", releaseDate = "2001-01-01", genre = "Drama" } },
            TestContext.Current.CancellationToken);
        corrected.EnsureSuccessStatusCode();
        Assert.Equal(0, await server.TerminateAsync());
    }

    private static async Task SendAsync(Client client, string path, object what)
    {
        using var answer = await client.Http.PutAsJsonAsync(path, what, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Waits until the film is served so.</summary>
    private static Task<JsonElement> SeeAsync(Client reader, Func<JsonElement, bool> enough) =>
        Eventually.AnsweredAsync(() => reader.GetAsync("/api/films/film-1-2001/rating"), enough);

    private static int CountOf(JsonElement rating) => rating.GetProperty("count").GetInt32();

    /// <summary>What our five films count.</summary>
    private static Task<string> ListAsync(Client op) => ListAsync(op, Enumerable.Range(1, 5).Select(number => $"film-{number}-2001"));

    /// <summary>What films count, without versions: those may rise.</summary>
    private static async Task<string> ListAsync(Client op, IEnumerable<string> films)
    {
        var counts = new List<string>();
        foreach (var film in films)
        {
            var audit = await op.GetAsync($"/api/admin/audit/{film}");
            counts.Add(JsonSerializer.Serialize(audit.GetProperty("recounted").GetProperty("histogram")));
        }

        return string.Join('\n', counts);
    }

    private long Cut() => Read("SELECT COUNT(*) FROM sweep");

    private long Read(string sql)
    {
        using var connection = Open(";Mode=ReadOnly");
        using var command = new SqliteCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    private void Damage(string sql)
    {
        using var connection = Open("");
        using var command = new SqliteCommand(sql, connection);
        Assert.True(command.ExecuteNonQuery() > 0, sql);
    }

    private SqliteConnection Open(string how)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "reviews.db")};Pooling=False{how}");
        connection.Open();
        return connection;
    }

    private async Task<(int Exit, string Said)> RepairAsync(params string[] more)
    {
        using var repair = Launch(more);
        var said = await Task.WhenAll(repair.StandardOutput.ReadToEndAsync(), repair.StandardError.ReadToEndAsync());
        await repair.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (repair.ExitCode, string.Concat(said));
    }

    private System.Diagnostics.Process Launch(params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Repository.Program("src/Reviews.Migration", "Reviews.Migration.dll"), "repair", "--store", "sqlite:" + _folder.Path, .. more,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return System.Diagnostics.Process.Start(start)!;
    }
}
