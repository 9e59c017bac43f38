using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.WebEncoders;
using Reviews.Api.Problems;

namespace Reviews.Api.Pages;

/// <summary>The pages people read, rendered on the server, with their styles and script.</summary>
internal static class SitePages
{
    /// <summary>How long browsers keep a style or script that was asked for by its version: a year, the most that is usual.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    public static IServiceCollection AddSitePages(this IServiceCollection services)
    {
        services.AddRazorPages();

        // Pages are UTF-8: titles stay as they are written, not a number for every letter that is not English.
        services.Configure<WebEncoderOptions>(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    /// <summary>Stands before the exception handler, so that a failed page gets its text from here.</summary>
    public static WebApplication UseSitePages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseWhen(context => !MachinePaths.Covers(context.Request.Path), pages => pages.UseStatusCodePagesWithReExecute("/status/{0}"));
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        return app;
    }

    public static WebApplication MapSitePages(this WebApplication app)
    {
        app.MapRazorPages();
        return app;
    }

    private static void SetCaching(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? Forever : "no-cache";
}
