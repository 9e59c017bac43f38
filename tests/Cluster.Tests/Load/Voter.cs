using System.Net.Http.Json;
using System.Text.Json;
using Cluster.Tests.Judging;

namespace Cluster.Tests.Load;

/// <summary>One member who asks for one thing at a time, and writes down what they were answered.</summary>
internal sealed class Voter(int number, Client client, IReadOnlyList<string> films, History history, Random random) : IDisposable
{
    /// <summary>The longest pause between two votes: 150 ms, so a dozen members make a steady hundred votes a second.</summary>
    private const int LongestPauseMs = 150;

    /// <summary>One wish of ten is to have no vote.</summary>
    private const int Withdrawal = 10;

    public int Number => number;

    /// <summary>Votes, changes and withdraws on films by chance, until told to stop; the last request is answered first.</summary>
    public async Task VoteUntilAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await AskAsync(films[random.Next(films.Count)], random.Next(Withdrawal) == 0 ? 0 : random.Next(1, 11) / 2.0);
            await Task.Delay(random.Next(LongestPauseMs), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks for stars, 0 to withdraw.</summary>
    /// <returns>Whether that was acknowledged.</returns>
    public async Task<bool> AskAsync(string filmId, double stars)
    {
        var before = history.Asked(number, filmId, stars);
        var answer = await SendAsync(filmId, stars);
        history.Answered(answer, before);
        return answer.IsAcknowledged;
    }

    /// <summary>The stars in the member's own list, by film.</summary>
    public async Task<IReadOnlyDictionary<string, double>> ListAsync()
    {
        var page = await client.GetAsync("/api/me/ratings");
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);   // so few films make one page
        return page.GetProperty("items").EnumerateArray()
            .ToDictionary(vote => vote.GetProperty("filmId").GetString()!, vote => vote.GetProperty("stars").GetDouble());
    }

    public void Dispose() => client.Dispose();

    private async Task<Answer> SendAsync(string filmId, double stars)
    {
        try
        {
            using var answer = stars > 0 ? await client.VoteAsync(filmId, stars) : await client.WithdrawAsync(filmId);
            var version = answer.IsSuccessStatusCode ? VersionIn(await answer.Content.ReadFromJsonAsync<JsonElement>()) : null;
            return new Answer(
                number, filmId, stars, answer.StatusCode, answer.Headers.RetryAfter is not null, version, await ReasonInAsync(answer));
        }
        catch (HttpRequestException broken)
        {
            return new Answer(number, filmId, stars, Status: null, Failure: broken.Message);
        }
    }

    /// <summary>What the problem says, and when: the logs tell more of that moment.</summary>
    private static async Task<string?> ReasonInAsync(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return null;
        var said = await answer.Content.ReadAsStringAsync();
        return $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {said}";
    }

    private static long? VersionIn(JsonElement body) =>
        (body.TryGetProperty("rating", out var rating) ? rating : body).GetProperty("version").GetInt64();
}
