using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Browser.Tests.Embedding;

/// <summary>Somebody else's site, on a port of its own: one page.</summary>
internal sealed class ForeignSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ForeignSite(WebApplication app) => _app = app;

    /// <summary>The page's address. A browser takes <c>localhost</c> and <c>127.0.0.1</c> for two sites.</summary>
    public Uri Address => new UriBuilder(
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) { Host = "localhost" }.Uri;

    /// <summary>Serves the page of the documentation, which shows a film of the platform.</summary>
    public static async Task<ForeignSite> StartAsync(Uri platform, string filmId)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "embed.html"), TestContext.Current.CancellationToken);
        return await StartAsync(
            page.Replace("http://127.0.0.1:5080/", platform.ToString(), StringComparison.Ordinal).Replace(
                "never-let-me-go-2010", filmId, StringComparison.Ordinal));
    }

    /// <summary>Serves any page.</summary>
    /// <param name="html">The page.</param>
    /// <param name="policy">Its content policy; null for none.</param>
    public static async Task<ForeignSite> StartAsync(string html, string? policy = null)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var site = new ForeignSite(builder.Build());
        site._app.MapGet("/", (HttpResponse response) =>
        {
            if (policy is not null) response.Headers.ContentSecurityPolicy = policy;
            return Results.Text(html, MediaTypeNames.Text.Html);
        });
        site._app.MapGet("/favicon.ico", () => Results.NoContent());
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
