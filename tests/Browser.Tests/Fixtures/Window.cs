using System.Net.Http.Json;

namespace Browser.Tests.Fixtures;

/// <summary>A browser window of one person: cookies, tabs, and what went wrong in them.</summary>
internal sealed class Window : IAsyncDisposable
{
    private Window(IBrowserContext context, Uri address) => (Context, Address, Faults) = (context, address, new Faults(context));

    /// <summary>The site that it shows.</summary>
    public Uri Address { get; }

    public IBrowserContext Context { get; }

    public Faults Faults { get; }

    /// <summary>The first tab.</summary>
    public IPage Page { get; private set; } = null!;

    public static async Task<Window> OpenAsync(IBrowserContext context, Uri address)
    {
        var window = new Window(context, address);
        window.Page = await context.NewPageAsync();
        return window;
    }

    /// <summary>Opens one more tab: the same person.</summary>
    public Task<IPage> OpenTabAsync() => Context.NewPageAsync();

    /// <summary>Makes an account and signs in with its cookie, without any page; answers the email.</summary>
    public async Task<string> JoinAsync()
    {
        var email = People.NewEmail();
        using var http = new HttpClient { BaseAddress = Address };
        using var answer = await http.PostAsJsonAsync(
            "/api/account/register", new { email, password = Client.Password }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        await SignInAsync(email);
        return email;
    }

    /// <summary>Signs in with a cookie, without any page.</summary>
    public async Task SignInAsync(string email)
    {
        var answer = await Context.APIRequest.PostAsync(
            "/api/account/login?useCookies=true", new() { DataObject = new { email, password = Client.Password } });
        Assert.True(answer.Ok, $"{email} could not sign in: {answer.Status}");
    }

    /// <summary>Makes an account that is an editor's, and signs in with its cookie; answers the email.</summary>
    public async Task<string> JoinAsEditorAsync()
    {
        var email = await JoinAsync();
        var me = await Context.APIRequest.GetAsync("/api/me");
        using var operators = await Client.OperatorAsync(Address);
        using var given = await operators.Http.PutAsJsonAsync(
            $"/api/admin/users/{(await me.JsonAsync())!.Value.GetProperty("userId").GetString()}/roles", new { roles = new[] { "editor" } },
            TestContext.Current.CancellationToken);
        given.EnsureSuccessStatusCode();
        return email;
    }

    /// <summary>Votes as the signed-in member, without any page.</summary>
    public Task VoteAsync(string filmId, double stars) => PutAsync($"/api/films/{filmId}/ratings/me", new { stars });

    /// <summary>Saves an article as the signed-in editor, without any page.</summary>
    public Task WriteArticleAsync(string slug, object article) => PutAsync($"/api/articles/{slug}", article);

    /// <summary>Writes the signed-in member's review, without any page.</summary>
    public Task ReviewAsync(string filmId, string title, string body, bool spoilers) =>
        PutAsync($"/api/films/{filmId}/reviews/me", new { title, body, spoilers, stars = 4.5 });

    /// <summary>Gives the signed-in member a public name.</summary>
    public Task NameAsync(string displayName) => PutAsync("/api/me", new { displayName });

    /// <summary>The stars of the signed-in member's vote, as the server has it.</summary>
    public async Task<double> StandingVoteAsync(string filmId)
    {
        var answer = await Context.APIRequest.GetAsync($"/api/films/{filmId}/ratings/me");
        Assert.True(answer.Ok, $"There is no vote: {answer.Status}");
        return (await answer.JsonAsync())!.Value.GetProperty("stars").GetDouble();
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private async Task PutAsync(string path, object body)
    {
        var answer = await Context.APIRequest.PutAsync(path, new() { DataObject = body, Headers = [new("Sec-Fetch-Site", "same-origin")] });
        Assert.True(answer.Ok, $"{path} answered {answer.Status}");
    }
}
