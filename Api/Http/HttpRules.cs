using Microsoft.AspNetCore.Mvc;

namespace Reviews.Api.Http;

/// <summary>What applies to every request and answer, whatever the feature.</summary>
internal static class HttpRules
{
    public static IServiceCollection AddHttpRules(this IServiceCollection services) =>
        services.Configure<MvcOptions>(pages =>
        {
            pages.Filters.Add<AsciiRedirects>();
            pages.Filters.Add<HandlersOnly>();
        });

    /// <summary>The outermost rules: behind them everything sees GET for HEAD, and cookies by their own names.</summary>
    public static WebApplication UseHttpRules(this WebApplication app)
    {
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<HostCookies>();
        return app;
    }
}
