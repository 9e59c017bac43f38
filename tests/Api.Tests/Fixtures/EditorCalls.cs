using System.Net;
using System.Text.Json;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>What tests of articles do again and again.</summary>
internal static class EditorCalls
{
    private static int made;

    /// <summary>A slug that no other test uses.</summary>
    public static string NewSlug() => $"test-article-{Interlocked.Increment(ref made)}";

    /// <summary>Somebody new who is an editor.</summary>
    public static async Task<HttpClient> NewEditorAsync(this Site site)
    {
        var editor = await site.NewMemberAsync();
        using var operators = await site.OperatorAsync();
        using var given = await operators.PutJsonAsync($"/api/admin/users/{await editor.IdAsync()}/roles", """{"roles":["editor"]}""");
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        return editor;
    }

    public static async Task<string> IdAsync(this HttpClient member) => (await member.ReadAsync("/api/me")).GetProperty("userId").GetString()!;

    /// <summary>Grants a member a subscription, or ends it.</summary>
    public static async Task SubscribeAsync(this Site site, string userId, DateTimeOffset? until)
    {
        using var operators = await site.OperatorAsync();
        using var response = await operators.PostJsonAsync("/api/admin/subscriptions", JsonSerializer.Serialize(new { userId, until }));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Saves an article as an editor and expects it to be taken.</summary>
    public static async Task<JsonElement> SaveAsync(this HttpClient editor, string slug, object article)
    {
        using var response = await editor.PutJsonAsync($"/api/articles/{slug}", JsonSerializer.Serialize(article));
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await response.ReadJsonAsync();
    }
}
