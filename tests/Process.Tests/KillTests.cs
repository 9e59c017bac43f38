using System.Net;
using System.Text.Json;
using Process.Tests.Fixtures;

namespace Process.Tests;

/// <summary>
/// <c>kill -9</c> of the real process in the middle of votes, at random moments: nothing acknowledged is lost or counted twice.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Members = 12;
    private const int Films = 6;

    /// <summary>Rounds of killing; <c>REVIEWS_KILL_ROUNDS</c> sets another number for a long run by hand.</summary>
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("REVIEWS_KILL_ROUNDS"), out var rounds) ? rounds : 4;

    [Fact]
    public async Task Kill_InTheMiddleOfVotes_EveryAcknowledgedVoteIsThereAndEveryFilmRecounts()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("REVIEWS_KILL_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"REVIEWS_KILL_SEED={seed} repeats these moments.");
        var random = new Random(seed);
        using var folder = new DataFolder();
        var history = new VoteHistory();

        var server = await ServerProcess.StartApiAsync(folder.Path, [.. Client.OperatorArguments, "--Reviews:Sample=false"]);
        using var op = await Client.OperatorAsync(server.Address);
        var films = await op.PublishFilmsAsync(Films);
        var members = await Task.WhenAll(
            Enumerable.Range(0, Members).Select(number => Client.JoinAsync(server.Address, $"m{number}@example.org")));

        for (var round = 1; round <= Rounds; round++)
        {
            using var stop = new CancellationTokenSource();
            var seeds = members.Select(_ => random.Next()).ToArray();
            var voting = members.Select(
                (member, number) => VoteUntilAsync(member, number, films, history, new Random(seeds[number]), stop.Token)).ToArray();
            await Task.Delay(random.Next(300, 2_000), TestContext.Current.CancellationToken);
            await server.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(voting);
            await server.DisposeAsync();

            server = await ServerProcess.StartApiAsync(folder.Path, [.. Client.OperatorArguments, "--Reviews:Sample=false"]);
            op.MoveTo(server.Address);
            foreach (var member in members) member.MoveTo(server.Address);
            await JudgeAsync(op, members, films, history);
            output.WriteLine(
                $"Figure: kill -9 round {round}: {history.Acknowledged} votes acknowledged so far, none lost, none doubled; ready again in "
                    + $"{server.ReadyAfter.TotalSeconds:0.0} s.");
        }

        Assert.InRange(history.Acknowledged, Rounds, int.MaxValue);
        await server.DisposeAsync();
        foreach (var member in members) member.Dispose();
    }

    private static async Task VoteUntilAsync(
        Client member, int number, string[] films, VoteHistory history, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var film = films[random.Next(films.Length)];
            var stars = random.Next(0, 11) / 2.0;   // 0 withdraws
            var intent = history.Of(number, film);
            intent.Ask(stars);
            try
            {
                using var answer = stars > 0 ? await member.VoteAsync(film, stars) : await member.WithdrawAsync(film);
                if (answer.IsSuccessStatusCode) intent.Acknowledge(stars);
                else if (answer.StatusCode == HttpStatusCode.NotFound && stars == 0) intent.Acknowledge(0);
                else Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            }
            catch (HttpRequestException)
            {
                return;   // the process is gone: this wish has no answer, and so has none after it
            }
        }
    }

    private static async Task JudgeAsync(Client op, Client[] members, string[] films, VoteHistory history)
    {
        var lists = new Dictionary<string, List<double>>();
        foreach (var film in films) lists[film] = [];
        for (var number = 0; number < members.Length; number++)
        {
            foreach (var film in films)
            {
                var stored = await members[number].MineAsync(film) ?? 0;   // this also is the member's one call
                Assert.True(
                    history.Of(number, film).Allows(stored),
                    $"Member {number} finds {stored} stars for {film}, which they never were promised.");
                if (stored > 0) lists[film].Add(stored);
            }
        }

        foreach (var film in films) await AgreesAsync(op, film, lists[film]);
    }

    /// <summary>
    /// Served, recounted from the ballot book, and recounted from the members' lists are one, within a minute of the restart.
    /// </summary>
    private static async Task AgreesAsync(Client op, string film, List<double> list)
    {
        await Eventually.GetAsync(
            async () => (Audit: await op.GetAsync($"/api/admin/audit/{film}"), Shown: await op.GetAsync($"/api/films/{film}/rating")),
            seen =>
                Says(seen.Audit.GetProperty("served"), list) && Says(seen.Audit.GetProperty("recounted"), list) && Says(seen.Shown, list),
            $"{film} agrees with its members' lists: {list.Count} votes, {list.Sum()} stars");
    }

    private static bool Says(JsonElement rating, List<double> votes)
    {
        var histogram = rating.GetProperty("histogram").EnumerateArray().Select(bar => bar.GetInt32());
        return histogram.SequenceEqual(Enumerable.Range(1, 10).Select(half => votes.Count(stars => (stars * 2).Equals(half))));
    }
}
