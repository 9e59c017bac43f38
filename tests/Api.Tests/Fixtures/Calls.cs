using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>The calls that most tests make.</summary>
internal static class Calls
{
    /// <summary>A body of more characters may be refused for its size: 60,000, below every limit.</summary>
    private const int Much = 60_000;

    private static int _made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An email that no other test uses.</summary>
    public static string NewEmail() => $"reader{Interlocked.Increment(ref _made)}@example.com";

    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, string json) =>
        client.SendAsync(Json(HttpMethod.Post, path, json), Ct);

    public static Task<HttpResponseMessage> PutJsonAsync(this HttpClient client, string path, string json) =>
        client.SendAsync(Json(HttpMethod.Put, path, json), Ct);

    public static Task<HttpResponseMessage> DeleteJsonAsync(this HttpClient client, string path, string json) =>
        client.SendAsync(Json(HttpMethod.Delete, path, json), Ct);

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string path) => client.GetAsync(path, Ct);

    /// <remarks>Whoever sends much asks first: a server that refuses hangs up, and may not be heard by one who still sends.</remarks>
    public static HttpRequestMessage Json(HttpMethod method, string path, string json) => new(method, path)
    {
        Content = new StringContent(json, Encoding.UTF8, "application/json"), Headers = { ExpectContinue = json.Length > Much },
    };

    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct));
        return document.RootElement.Clone();
    }

    /// <summary>The answer of a GET that must be 200; whoever waits takes a 404 or 503 for "not yet".</summary>
    public static async Task<JsonElement> ReadAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Ct);
        if (response.StatusCode == HttpStatusCode.OK) return await response.ReadJsonAsync();
        throw new HttpRequestException(
            $"GET {path} is answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(Ct)}", inner: null,
            response.StatusCode);
    }

    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient client, string email, string password = Site.Password) =>
        client.PostAsJsonAsync("/api/account/register", new { email, password }, Ct);

    public static Task<HttpResponseMessage> LogInAsync(this HttpClient client, string email, string password = Site.Password) =>
        client.PostAsJsonAsync("/api/account/login", new { email, password }, Ct);

    /// <summary>Registers somebody new and signs them in with a token.</summary>
    public static async Task<HttpClient> NewMemberAsync(this Site site, string? email = null)
    {
        email ??= NewEmail();
        using var visitor = site.Visitor();
        using var registered = await visitor.RegisterAsync(email);
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
        return await site.SignedInAsync(email);
    }

    /// <summary>The member's id.</summary>
    public static async Task<string> IdAsync(this HttpClient member) =>
        (await member.ReadAsync("/api/me")).GetProperty("userId").GetString()!;

    /// <summary>Signs somebody in with a token.</summary>
    public static async Task<HttpClient> SignedInAsync(this Site site, string email, string password = Site.Password)
    {
        var client = site.Visitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await client.TokenAsync(email, password));
        return client;
    }

    public static async Task<string> TokenAsync(this HttpClient client, string email, string password = Site.Password)
    {
        using var response = await client.LogInAsync(email, password);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.ReadJsonAsync()).GetProperty("accessToken").GetString()!;
    }

    public static Task<HttpClient> OperatorAsync(this Site site) => site.SignedInAsync(Site.OperatorEmail);

    /// <summary>Signs somebody in with Identity's cookie, which is then sent as a browser would.</summary>
    public static async Task<HttpClient> BrowserAsync(this Site site, string email)
    {
        var client = site.Visitor();
        using var response = await client.PostAsJsonAsync(
            "/api/account/login?useCookies=true", new { email, password = Site.Password }, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        client.DefaultRequestHeaders.Add("Cookie", response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return client;
    }

    /// <summary>Imports films as the operator.</summary>
    public static async Task ImportAsync(this Site site, string json)
    {
        using var client = await site.OperatorAsync();
        using var response = await client.PostJsonAsync("/api/admin/films", json);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Votes and expects it to be counted.</summary>
    public static async Task<JsonElement> VoteAsync(this HttpClient member, string filmId, string stars)
    {
        using var response = await member.PutJsonAsync($"/api/films/{filmId}/ratings/me", $$"""{"stars":{{stars}}}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.ReadJsonAsync();
    }

    /// <summary>Writes a review and expects it to be taken; answers its id.</summary>
    public static async Task<string> ReviewAsync(
        this HttpClient member, string filmId, string title = "Quiet horror", string body = "A fine film, and a sad one.")
    {
        using var answer = await member.PutJsonAsync(
            $"/api/films/{filmId}/reviews/me", JsonSerializer.Serialize(new { title, body, spoilers = false }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.ReadJsonAsync()).GetProperty("reviewId").GetString()!;
    }
}
