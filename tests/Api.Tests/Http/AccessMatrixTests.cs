using System.Net;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Http;

/// <summary>
/// Who may ask for what: the table of <c>docs/access.md</c>, for every operation and page. An endpoint that is not in it fails here, and so
/// does one that is open to somebody else than it says. <c>REVIEWS_WRITE_ACCESS=1</c> writes the table anew, for somebody to read the
/// difference.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AccessMatrixTests
{
    private const string Begin = "<!-- access: a test compares this table with the program -->";
    private const string End = "<!-- end of access -->";

    private static readonly string[] Roles = ["nobody", "member", "suspended", "editor", "moderator", "operator"];

    private static readonly string Document = Path.Combine(Repository.Root, "docs", "access.md");

    [Fact]
    public async Task EveryOperationAndPage_InEveryRole_IsOpenToWhomTheTableSays()
    {
        await using var site = await Site.StartAsync(["--Reviews:Sample=true"]);
        var table = await TableAsync(site);
        var text = await File.ReadAllTextAsync(Document, TestContext.Current.CancellationToken);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("REVIEWS_WRITE_ACCESS") == "1")
            await File.WriteAllTextAsync(Document, $"{text[..begin]}\n{table}{text[end..]}", TestContext.Current.CancellationToken);
        else Assert.Equal(text[begin..end].Trim(), table.Trim());
    }

    private static async Task<string> TableAsync(Site site)
    {
        var people = new Dictionary<string, (HttpClient Program, HttpClient Browser)>();
        foreach (var role in Roles) people[role] = await PeopleAsync(site, role);
        var rows = new List<string> { $"| | {string.Join(" | ", Roles)} |", $"|---{string.Concat(Roles.Select(_ => "|---"))}|" };
        foreach (var endpoint in EveryEndpoint.Of(site).Where(IsPlain))
        {
            var answers = new List<string>();
            foreach (var role in Roles)
                answers.Add(
                    await AnswerAsync(
                        endpoint.Path.StartsWith(
                            "/api/", StringComparison.Ordinal) ? people[role].Program : people[role].Browser, endpoint));
            rows.Add($"| `{endpoint}` | {string.Join(" | ", answers)} |");
        }

        foreach (var (program, browser) in people.Values)
        {
            program.Dispose();
            browser.Dispose();
        }

        return string.Join('\n', rows) + "\n";
    }

    /// <summary>HEAD is answered as GET, and what erases, ends sessions or begins them would change who asks.</summary>
    private static bool IsPlain(EveryEndpoint endpoint) =>
        endpoint.Method != HttpMethod.Head.Method
            && endpoint.Path is not ("/account/logout" or "/api/account/login" or "/api/account/refresh");

    private static async Task<(HttpClient Program, HttpClient Browser)> PeopleAsync(Site site, string role)
    {
        if (role == "nobody") return (site.Visitor(), site.Visitor());
        var email = Calls.NewEmail();
        var program = await site.NewMemberAsync(email);
        var id = await program.IdAsync();
        if (role == "suspended") await SuspendAsync(site, id);
        else if (role != "member") await site.GiveRoleAsync(id, role);
        return (program, await site.BrowserAsync(email));
    }

    private static async Task SuspendAsync(Site site, string id)
    {
        using var moderator = await site.ModeratorAsync();
        using var suspended = await moderator.PutJsonAsync($"/api/moderation/users/{id}/suspension", """{"reason":"For the table."}""");
        Assert.True(suspended.IsSuccessStatusCode, $"{suspended.StatusCode}");
    }

    /// <summary>Asks with nothing in the body: who may ask is said before what is asked for is looked at.</summary>
    private static async Task<string> AnswerAsync(HttpClient client, EveryEndpoint endpoint)
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), endpoint.Path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "401",
            HttpStatusCode.Forbidden => "403",
            HttpStatusCode.Redirect when answer.Headers.Location?.OriginalString.StartsWith(
                "/account/login", StringComparison.Ordinal) == true => "sign-in",
            HttpStatusCode.Redirect when answer.Headers.Location?.OriginalString.StartsWith(
                "/account/proof", StringComparison.Ordinal) == true => "proof",
            _ => "open",
        };
    }
}
