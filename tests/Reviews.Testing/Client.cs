using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Reviews.Testing;

/// <summary>
/// A member or operator at the HTTP interface. Setup requests are retried after a 503, as clients do: a busy machine may not write in time.
/// </summary>
internal sealed class Client : IDisposable
{
    public const string OperatorEmail = "operator@example.org";
    public const string Password = "Never-let-me-go-1";

    private static readonly TimeSpan UntilTheAddressIsFree = TimeSpan.FromSeconds(61);

    private readonly string _email;
    private HttpClient _http;

    private Client(Uri address, string email) => (_http, _email) = (Connect(address), email);

    /// <summary>The arguments with which a server creates the operator's account.</summary>
    public static string[] OperatorArguments { get; } =
    [
        "--Reviews:Operator:Email=" + OperatorEmail, "--Reviews:Operator:Password=" + Password,
    ];

    public HttpClient Http => _http;

    /// <summary>Registers and signs in.</summary>
    public static async Task<Client> JoinAsync(Uri address, string email)
    {
        var client = new Client(address, email);
        await Eventually.GetAsync(client.HasJoinedAsync, joined => joined);
        return client;
    }

    /// <summary>Signs in as the operator.</summary>
    public static Task<Client> OperatorAsync(Uri address) => SignInAsync(address, OperatorEmail);

    /// <summary>Signs in a member with an existing account.</summary>
    public static async Task<Client> SignInAsync(Uri address, string email)
    {
        var client = new Client(address, email);
        await client.SignInAsync();
        return client;
    }

    /// <summary>Continues at another address with the same token: tokens outlive processes.</summary>
    public void MoveTo(Uri address)
    {
        var token = _http.DefaultRequestHeaders.Authorization;
        _http.Dispose();
        _http = Connect(address);
        _http.DefaultRequestHeaders.Authorization = token;
    }

    public Task<HttpResponseMessage> VoteAsync(string filmId, double stars) =>
        _http.PutAsJsonAsync($"/api/films/{filmId}/ratings/me", new { stars });

    public Task<HttpResponseMessage> WithdrawAsync(string filmId) => _http.DeleteAsync($"/api/films/{filmId}/ratings/me");

    /// <summary>My stars for a film; null if there are none.</summary>
    public async Task<double?> MineAsync(string filmId)
    {
        using var answer = await _http.GetAsync($"/api/films/{filmId}/ratings/me");
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("stars").GetDouble();
    }

    /// <summary>Publishes films called <c>film-1-2001</c> and so on; returns their ids.</summary>
    public async Task<string[]> PublishFilmsAsync(int count)
    {
        var films = Enumerable.Range(1, count).Select(number => new { title = $"Film {number}", releaseDate = "2001-01-01" });
        await Eventually.GetAsync(() => IsTakenAsync("/api/admin/films", films), taken => taken);
        return [.. Enumerable.Range(1, count).Select(number => $"film-{number}-2001")];
    }

    public Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>(path);

    public void Dispose() => _http.Dispose();

    private static HttpClient Connect(Uri address) => new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    private async Task SignInAsync()
    {
        var token = await Eventually.GetAsync(TokenAsync, token => token.Length > 0);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private async Task<string> TokenAsync()
    {
        using var answer = await _http.PostAsJsonAsync("/api/account/login", new { email = _email, password = Password });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString() ?? "";
    }

    /// <summary>
    /// An earlier attempt answered 503, or not at all, may have created the account, or may reserve its address for a minute without
    /// creating it.
    /// </summary>
    private async Task<bool> HasJoinedAsync()
    {
        var isNew = await RegisterAsync();
        try
        {
            await SignInAsync();
            return true;
        }
        catch (HttpRequestException refused) when (!isNew && refused.StatusCode == HttpStatusCode.Unauthorized)
        {
            await Task.Delay(UntilTheAddressIsFree, TestContext.Current.CancellationToken);
            return false;
        }
    }

    /// <summary>False if the address is taken.</summary>
    private async Task<bool> RegisterAsync()
    {
        using var answer = await _http.PostAsJsonAsync("/api/account/register", new { email = _email, password = Password });
        if (answer.IsSuccessStatusCode) return true;
        var said = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.BadRequest && said.Contains("DuplicateUserName", StringComparison.Ordinal)) return false;
        throw new HttpRequestException($"{_email} was answered {(int)answer.StatusCode}: {said}", inner: null, answer.StatusCode);
    }

    private async Task<bool> IsTakenAsync<T>(string path, T body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        return answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
    }
}
