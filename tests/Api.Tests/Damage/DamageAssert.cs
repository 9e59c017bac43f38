using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Damage;

/// <summary>How damage is said.</summary>
internal static class DamageAssert
{
    /// <summary>The answer of the API is 503 that says what can't be read and when to ask again.</summary>
    public static async Task IsSaidAsync(HttpResponseMessage answer)
    {
        var problem = await ProblemAssert.IsAsync(HttpStatusCode.ServiceUnavailable, answer);
        Assert.EndsWith("/unavailable", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains("can’t be read", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        IsNotKept(answer);
    }

    /// <summary>The answer is a page that says so, with the site's layout and no rating.</summary>
    public static async Task IsSaidOnPageAsync(HttpResponseMessage answer)
    {
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(
            answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.RequestMessage?.RequestUri}: {answer.StatusCode} {page}");
        Assert.Contains("can’t be read", page, StringComparison.Ordinal);
        Assert.Contains("class=\"status\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("AggregateRating", page, StringComparison.Ordinal);
        IsNotKept(answer);
    }

    /// <summary>The site is ready, and names what is damaged.</summary>
    public static async Task IsDegradedAsync(this HttpClient visitor, string name)
    {
        var ready = await visitor.ReadAsync("/health/ready");
        Assert.Equal("degraded", ready.GetProperty("status").GetString());
        Assert.Contains(name, ready.GetProperty("unreadable").EnumerateArray().Select(it => it.GetString()));
    }

    /// <summary>The list says that it lacks something, and is not to be kept.</summary>
    public static async Task<JsonElement> IsIncompleteAsync(this HttpClient client, string path)
    {
        using var answer = await client.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var list = await answer.ReadJsonAsync();
        Assert.True(list.TryGetProperty("incomplete", out var incomplete) && incomplete.GetBoolean(), $"{path}: {list}");
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        return list;
    }

    private static void IsNotKept(HttpResponseMessage answer)
    {
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }
}
