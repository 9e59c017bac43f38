using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.WebEncoders;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Faces;
using Reviews.Api.Films.Movers;
using Reviews.Api.Hosting;
using Reviews.Api.Pages.Front;
using Reviews.Api.Problems;

namespace Reviews.Api.Pages;

/// <summary>The pages people read, rendered on the server, with their styles and script.</summary>
internal static class SitePages
{
    /// <summary>How long browsers keep a style or script that was asked for by its version: a year, the most that is usual.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Their names identify their content, as the bundler writes them.</summary>
    private static readonly PathString Fonts = "/dist/fonts";

    public static IServiceCollection AddSitePages(this IServiceCollection services)
    {
        services.AddRazorPages().ConfigureApplicationPartManager(UsePagesOfThisAssembly);

        // The error page must not ask a member's grain: that may be what failed.
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageApplicationModelConvention(
            "/Status", model => model.EndpointMetadata.Add(StampCheck.NotHere)));

        // Pages are UTF-8: titles stay as they are written, not a number for every letter that is not English.
        services.Configure<WebEncoderOptions>(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddCompression().AddMovingFilms().AddSingleton<FrontEditor>().AddFaces();
        return services;
    }

    /// <summary>Stands before the exception handler, so that a failed page gets its text from here.</summary>
    public static WebApplication UseSitePages(this WebApplication app)
    {
        app.UseCompression();
        app.UseSecurityHeaders();
        app.UseWhen(context => !MachinePaths.Covers(context.Request.Path), pages => pages.UseStatusCodePagesWithReExecute("/status/{0}"));
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        return app;
    }

    public static WebApplication MapSitePages(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapFaces();
        return app;
    }

    /// <summary>By itself the framework looks for pages in the program that was started, which in tests is another.</summary>
    private static void UsePagesOfThisAssembly(ApplicationPartManager manager)
    {
        var assembly = typeof(SitePages).Assembly;
        manager.ApplicationParts.Clear();
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
            manager.ApplicationParts.Add(part);
    }

    private static void SetCaching(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") || file.Context.Request.Path.StartsWithSegments(Fonts) ? Forever : "no-cache";
}
