using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Http;

/// <summary>Somebody with every role, by token for the API and by cookie for pages, so that a call gets as far as its handler.</summary>
internal sealed class Clients : IDisposable
{
    private readonly HttpClient _program;
    private readonly HttpClient _browser;

    private Clients(HttpClient program, HttpClient browser) => (_program, _browser) = (program, browser);

    public static async Task<Clients> SignInAsync(Site site)
    {
        var email = Calls.NewEmail();
        using var joined = await site.NewMemberAsync(email);
        using var operators = await site.OperatorAsync();
        using var given = await operators.PutJsonAsync(
            $"/api/admin/users/{await joined.IdAsync()}/roles", """{"roles":["editor","moderator","operator"]}""");
        Assert.Equal(System.Net.HttpStatusCode.OK, given.StatusCode);
        return new Clients(await site.SignedInAsync(email), await site.BrowserAsync(email));
    }

    public HttpClient For(EveryEndpoint endpoint) => endpoint.IsPage ? _browser : _program;

    public void Dispose()
    {
        _program.Dispose();
        _browser.Dispose();
    }
}
