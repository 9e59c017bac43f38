using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>What tests of articles do again and again.</summary>
internal static class EditorCalls
{
    /// <summary>Signs take one byte each and not six, as programs send them that know the limits of a body.</summary>
    private static readonly JsonSerializerOptions AsTyped =
        new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static int _made;

    /// <summary>A slug that no other test uses.</summary>
    public static string NewSlug() => $"test-article-{Interlocked.Increment(ref _made)}";

    /// <summary>Grants a member a subscription, or ends it.</summary>
    public static async Task SubscribeAsync(this Site site, string userId, DateTimeOffset? until)
    {
        using var operators = await site.OperatorAsync();
        using var response = await operators.PostJsonAsync("/api/admin/subscriptions", JsonSerializer.Serialize(new { userId, until }));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Sends an article as an editor.</summary>
    public static Task<HttpResponseMessage> PutArticleAsync(this HttpClient editor, string slug, object article) =>
        editor.PutJsonAsync($"/api/articles/{slug}", JsonSerializer.Serialize(article, AsTyped));

    /// <summary>Saves an article as an editor and expects it to be taken.</summary>
    public static async Task<JsonElement> SaveAsync(this HttpClient editor, string slug, object article)
    {
        using var response = await editor.PutArticleAsync(slug, article);
        Assert.True(
            response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await response.ReadJsonAsync();
    }
}
