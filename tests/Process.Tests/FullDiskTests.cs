using System.Net;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>
/// The embedded server on a disk that is full: votes are turned away, nothing acknowledged is lost, and with room it goes on by itself.
/// </summary>
[Trait("Category", "Slow")]
public sealed class FullDiskTests
{
    private const int Members = 4;

    [Fact]
    public async Task Sqlite_HasNoRoom_VotesAreTurnedAwayAndItHeals()
    {
        using var disk = SmallDisk.Mount();
        Assert.SkipWhen(disk is null, "No disk may be mounted here.");
        await using var server = await ServerProcess.StartApiAsync(disk.Path, [.. Client.OperatorArguments, "--Reviews:Sample=false"]);
        using var op = await Client.OperatorAsync(server.Address);
        var film = (await op.PublishFilmsAsync(1))[0];
        var members = await Task.WhenAll(
            Enumerable.Range(0, Members).Select(number => Client.JoinAsync(server.Address, $"m{number}@example.org")));
        var history = new VoteHistory();

        // The log has some room of its own left, so the first votes may still pass.
        disk.Fill();
        await Task.WhenAll(members.Select((member, number) => VoteUntilTurnedAwayAsync(member, film, history.Of(number, film))));
        using (var rating = await op.Http.GetAsync($"/api/films/{film}/rating", TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.OK, rating.StatusCode);
        using (var page = await op.Http.GetAsync($"/films/{film}", TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        disk.MakeRoom();

        for (var number = 0; number < members.Length; number++)
        {
            var (member, intent) = (members[number], history.Of(number, film));
            var stored = await Eventually.AnsweredAsync(() => member.MineAsync(film));
            Assert.True(intent.Allows(stored ?? 0), $"Member {number} finds {stored} stars, which they never were promised.");
            await Eventually.AnsweredAsync(
                async () => (await member.VoteAsync(film, 4.5)).StatusCode, status => status == HttpStatusCode.OK);
        }

        using var ready = await Eventually.AnsweredAsync(
            async () => (await op.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode());
        var audit = await Eventually.AnsweredAsync(
            () => op.GetAsync($"/api/admin/audit/{film}"), audit => audit.GetProperty("agrees").GetBoolean());
        Assert.Equal(
            (Members, 4.5), (audit.GetProperty("recounted").GetProperty("count").GetInt32(),
                audit.GetProperty("recounted").GetProperty("average").GetDouble()));
        foreach (var member in members) member.Dispose();
    }

    private static async Task VoteUntilTurnedAwayAsync(Client member, string film, VoteHistory.VoteIntent intent)
    {
        for (var half = 1; ; half = (half % 10) + 1)
        {
            intent.Ask(half / 2.0);
            using var answer = await member.VoteAsync(film, half / 2.0);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Assert.NotNull(answer.Headers.RetryAfter);
                return;
            }

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            intent.Acknowledge(half / 2.0);
        }
    }
}
