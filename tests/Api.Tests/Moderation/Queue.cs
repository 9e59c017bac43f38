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
            foreach (var item in page.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("filmId").GetString() == filmId)) return item;
            path = $"/api/moderation/queue?cursor={page.GetProperty("next").GetString() ?? throw new InvalidOperationException("It is not in the queue.")}";
        }
    }

    /// <summary>Fills the queue to its last place, with reviews that nobody wrote.</summary>
    public static Task FillQueueAsync(this Site site)
    {
        var desk = site.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
        return Task.WhenAll(Enumerable.Range(1, ModerationLimits.MaxOpenCases).Select(author =>
            desk.ReportAsync(new ReviewReport("alien-1979", author, 1, "Filled.", DateTimeOffset.UnixEpoch))));
    }
}
