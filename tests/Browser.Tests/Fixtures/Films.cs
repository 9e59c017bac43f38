using System.Net.Http.Json;

namespace Browser.Tests.Fixtures;

/// <summary>Films that operators publish without a browser.</summary>
internal static class Films
{
    public static async Task PublishAsync(this Client op, string title, string releaseDate)
    {
        using var answer = await op.Http.PostAsJsonAsync(
            "/api/admin/films", new[] { new { title, releaseDate } }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
