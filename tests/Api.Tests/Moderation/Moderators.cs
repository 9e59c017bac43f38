using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Moderation;

/// <summary>Members who moderate, and what they decide on.</summary>
internal static class Moderators
{
    /// <summary>Somebody new who moderates.</summary>
    public static async Task<HttpClient> ModeratorAsync(this Site site, string? email = null)
    {
        var moderator = await site.NewMemberAsync(email);
        using var operators = await site.OperatorAsync();
        using var given = await operators.PutJsonAsync($"/api/admin/users/{await moderator.IdAsync()}/roles", """{"roles":["moderator"]}""");
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        return moderator;
    }

    public static async Task<string> IdAsync(this HttpClient member) => (await member.ReadAsync("/api/me")).GetProperty("userId").GetString()!;

    /// <summary>Writes a review; answers its id.</summary>
    public static async Task<string> ReviewAsync(this HttpClient member, string filmId, string title = "Quiet horror")
    {
        using var answer = await member.PutJsonAsync($"/api/films/{filmId}/reviews/me", $$"""{"title":"{{title}}","body":"A fine film, and a sad one.","spoilers":false}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.ReadJsonAsync()).GetProperty("reviewId").GetString()!;
    }

    public static Task<HttpResponseMessage> DeleteJsonAsync(this HttpClient client, string path, string json) =>
        client.SendAsync(Calls.Json(HttpMethod.Delete, path, json), TestContext.Current.CancellationToken);
}
