using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Moderation;

namespace Reviews.Api.Tests.Moderation;

/// <summary>The moderators' queue as tests use it.</summary>
internal static class Queue
{
    /// <summary>The one review of that film in the queue.</summary>
    public static async Task<JsonElement> QueuedAsync(this HttpClient moderator, string filmId)
    {
        for (var path = "/api/moderation/queue"; ;)
        {
            var page = await moderator.ReadAsync(path);
            foreach (var item in page.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("filmId").GetString() == filmId))
                return item;
            var next = page.GetProperty("next").GetString() ?? throw new InvalidOperationException("It is not in the queue.");
            path = $"/api/moderation/queue?cursor={next}";
        }
    }

    /// <summary>Whether a review of that film is in the queue.</summary>
    public static async Task<bool> IsQueuedAsync(this HttpClient moderator, string filmId)
    {
        for (var path = "/api/moderation/queue"; ;)
        {
            var page = await moderator.ReadAsync(path);
            if (page.GetProperty("items").EnumerateArray().Any(item => item.GetProperty("filmId").GetString() == filmId)) return true;
            if (page.GetProperty("next").GetString() is not { } next) return false;
            path = $"/api/moderation/queue?cursor={next}";
        }
    }

    /// <summary>Reports a review and expects it to be taken.</summary>
    public static async Task ReportAsync(this HttpClient reader, string filmId, string reviewId, string reason = "It is rude.")
    {
        var body = JsonSerializer.Serialize(new { reason });
        using var reported = await reader.PostJsonAsync($"/api/films/{filmId}/reviews/{reviewId}/reports", body);
        Assert.Equal(HttpStatusCode.Accepted, reported.StatusCode);
    }

    /// <summary>Decides on an item of the queue, naming the revision that it shows, and expects that to be done.</summary>
    public static async Task DecideAsync(this HttpClient moderator, JsonElement item, string action, string reason)
    {
        var body = JsonSerializer.Serialize(new { action, reason, revision = item.GetProperty("revision").GetInt32() });
        using var decided = await moderator.PostJsonAsync(item.DecisionPath(), body);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
    }

    /// <summary>Where an item of the queue is decided.</summary>
    public static string DecisionPath(this JsonElement item) =>
        $"/api/moderation/reports/{item.GetProperty("reportId").GetString()}/decision";

    /// <summary>Fills the queue to its last place, with reviews that nobody wrote.</summary>
    public static Task FillQueueAsync(this Site site)
    {
        var desk = site.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
        return Task.WhenAll(Enumerable.Range(1, ModerationLimits.MaxOpenCases).Select(author =>
            desk.ReportAsync(new ReviewReport("alien-1979", author, 1, "Filled.", DateTimeOffset.UnixEpoch))));
    }
}
