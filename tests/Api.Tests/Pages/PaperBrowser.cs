using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>A reader's browser with script off: it keeps cookies, follows redirects, and sends the forms it finds.</summary>
internal sealed class PaperBrowser : IDisposable
{
    private static readonly HtmlParser Parser = new();

    private readonly HttpClient _client;
    private readonly CookieContainer _jar;
    private IHtmlDocument? _page;

    /// <param name="site">The site, or one node of it.</param>
    /// <param name="other">The same reader at another node: whoever balances sends each request where it likes.</param>
    public PaperBrowser(Site site, PaperBrowser? other = null)
    {
        _jar = other?._jar ?? new CookieContainer();
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = _jar }) { BaseAddress = site.Address };
    }

    /// <summary>What the site keeps in this browser.</summary>
    public IEnumerable<Cookie> Cookies => _jar.GetAllCookies();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The page that is open.</summary>
    public IHtmlDocument Page => _page ?? throw new InvalidOperationException("No page is open.");

    /// <summary>The site, as browsers name it with every form they send.</summary>
    public string Origin => _client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>Where it is, as path and query.</summary>
    public string Address { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    /// <summary>The text of the first element that matches, its spaces run together.</summary>
    public string Text(string selector) =>
        string.Join(' ', Find(selector).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public IElement Find(string selector) =>
        Page.QuerySelector(selector) ?? throw new InvalidOperationException($"The page {Address} has no '{selector}'.");

    public async Task OpenAsync(string path)
    {
        using var response = await _client.GetAsync(path, Ct);
        await ShowAsync(response);
    }

    /// <summary>Sends the form around a button as the browser does when it is pressed, whatever the fields' own rules say.</summary>
    /// <param name="button">The button's selector.</param>
    /// <param name="fields">What is written into fields, or chosen, instead of what stands there.</param>
    public Task PressAsync(string button, params (string Name, string Value)[] fields) => PressAsync(button, fields, file: null);

    /// <summary>The same with a file that was chosen.</summary>
    /// <param name="button">The button's selector.</param>
    /// <param name="field">The name of the file's field.</param>
    /// <param name="file">What the file holds.</param>
    public Task UploadAsync(string button, string field, byte[] file) => PressAsync(button, [], (field, file));

    /// <summary>Posts fields that may stand on no page.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="fields">What.</param>
    /// <param name="site">Whose page sends them, as browsers tell by Sec-Fetch-Site; null: the browser does not tell.</param>
    public Task SendAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, string? site = null) =>
        SendAsync(path, new FormUrlEncodedContent(fields), site);

    /// <summary>Loses the session, as when it expired; other cookies stay.</summary>
    public void LoseSession() =>
        Cookies.Single(cookie => cookie.Name.Contains("Identity.Application", StringComparison.Ordinal)).Expired = true;

    /// <summary>Takes cookies of another browser.</summary>
    public void Take(IEnumerable<Cookie> cookies)
    {
        foreach (var cookie in cookies) _jar.Add(_client.BaseAddress!, cookie);
    }

    /// <summary>
    /// Joins as somebody new, and comes back to the page it came from. A machine that is busy with everything else may not write in time:
    /// then somebody else joins.
    /// </summary>
    public async Task<string> JoinAsync(string returnUrl = "/")
    {
        var email = "";
        await Eventually.GetAsync(
            async () =>
            {
                email = Calls.NewEmail();
                await OpenAsync($"/account/register?returnUrl={Uri.EscapeDataString(returnUrl)}");
                await PressAsync("main button", ("Input.Email", email), ("Input.Password", Site.Password));
                return Status;
            },
            status => status != HttpStatusCode.ServiceUnavailable);
        return email;
    }

    public void Dispose()
    {
        _client.Dispose();
        _page?.Dispose();
    }

    private async Task PressAsync(string button, (string Name, string Value)[] fields, (string Field, byte[] Bytes)? file)
    {
        var pressed = (IHtmlButtonElement)Find(button);
        var form = pressed.Form ?? throw new InvalidOperationException($"'{button}' stands in no form.");
        var sent = form.QuerySelectorAll<IHtmlInputElement>("input[name]")
            .Where(input => input.Type != "file" && (input.Type is not ("radio" or "checkbox") || input.IsChecked))
            .Where(input => fields.All(field => field.Name != input.Name))
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var path = pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? Address;
        await SendAsync(path, form.Enctype == "multipart/form-data" ? InParts(sent, file) : new FormUrlEncodedContent(sent), "same-origin");
    }

    private static MultipartFormDataContent InParts(IEnumerable<KeyValuePair<string, string>> fields, (string Field, byte[] Bytes)? file)
    {
        var parts = new MultipartFormDataContent();
        foreach (var field in fields) parts.Add(new StringContent(field.Value), field.Key);
        if (file is { } chosen) parts.Add(new ByteArrayContent(chosen.Bytes), chosen.Field, "ratings.csv");
        return parts;
    }

    private async Task SendAsync(string path, HttpContent content, string? site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Origin", Origin);
        using var response = await _client.SendAsync(request, Ct);
        await ShowAsync(response);
    }

    private async Task ShowAsync(HttpResponseMessage response)
    {
        _page?.Dispose();
        _page = Parser.ParseDocument(await response.Content.ReadAsStringAsync(Ct));
        (Address, Status) = (response.RequestMessage!.RequestUri!.PathAndQuery, response.StatusCode);
    }
}
