using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>
/// Ends the rate limiters of a site together with it. ASP.NET never ends that of its middleware: its timer runs, and holds the whole site,
/// for as long as the process lives. A server has one; this suite would hold some hundred sites of 30 MB.
/// </summary>
internal sealed class RateLimitersOfSite : IDisposable
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    private readonly WebApplication _app;
    private readonly List<object> _middlewares = [];

    /// <param name="app">Built, and not started yet.</param>
    public RateLimitersOfSite(WebApplication app)
    {
        _app = app;
        var builder = typeof(WebApplication).GetProperty("ApplicationBuilder", Hidden)!.GetValue(app)!;
        var components = (List<Func<RequestDelegate, RequestDelegate>>)builder.GetType()
            .GetField("_components", Hidden)!.GetValue(builder)!;
        for (var i = 0; i < components.Count; i++) components[i] = Noting(components[i]);
    }

    public void Dispose()
    {
        foreach (var middleware in _middlewares)
            ((IDisposable)middleware.GetType().GetField("_endpointLimiter", Hidden)!.GetValue(middleware)!).Dispose();
        _app.Services.GetRequiredService<IOptions<RateLimiterOptions>>().Value.GlobalLimiter?.Dispose();
    }

    private Func<RequestDelegate, RequestDelegate> Noting(Func<RequestDelegate, RequestDelegate> component) => next =>
    {
        var made = component(next);
        if (made.Target?.GetType().Name == "RateLimitingMiddleware") _middlewares.Add(made.Target);
        return made;
    };
}
