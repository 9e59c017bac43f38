using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.WebEncoders;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;
using Reviews.Web.Front;
using Reviews.Web.Http;
using Reviews.Web.Metadata;

namespace Reviews.Web;

/// <summary>The pages people read, rendered on the server, with their styles and script. All that a host sees of them.</summary>
public static class ReviewsWeb
{
    /// <summary>How long browsers keep a style or script that was asked for by its version: a year, the most that is usual.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Their names identify their content, as the bundler writes them.</summary>
    private static readonly PathString Fonts = "/dist/fonts";

    /// <summary>Registers the pages, and what draws and describes them.</summary>
    /// <param name="services">The host's, with the application's services among them.</param>
    public static IServiceCollection AddReviewsWeb(this IServiceCollection services)
    {
        services.AddRazorPages(pages => pages.RootDirectory = "/").ConfigureApplicationPartManager(UsePagesOfThisAssembly);

        // The error page must not ask a member's grain: that may be what failed.
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageApplicationModelConvention(
            "/Status", model => model.EndpointMetadata.Add(StampCheck.NotHere)));

        // Pages are UTF-8: titles stay as they are written, not a number for every letter that is not English.
        services.Configure<WebEncoderOptions>(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddCompression().AddSingleton<FrontEditor>().AddMetadata();
        return services;
    }

    /// <summary>Stands before the exception handler, so that a failed page gets its text from here.</summary>
    /// <param name="app">The host.</param>
    public static WebApplication UseReviewsWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseCompression();
        app.UseSecurityHeaders();
        app.UseWhen(context => !MachinePaths.Covers(context.Request.Path), pages => pages.UseStatusCodePagesWithReExecute("/status/{0}"));
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        return app;
    }

    /// <summary>Puts the pages at their addresses.</summary>
    /// <param name="app">The host.</param>
    public static WebApplication MapReviewsWeb(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapMetadata();
        return app;
    }

    /// <summary>By itself the framework looks for pages in the program that was started, which is another.</summary>
    private static void UsePagesOfThisAssembly(ApplicationPartManager manager)
    {
        var assembly = typeof(ReviewsWeb).Assembly;
        manager.ApplicationParts.Clear();
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
            manager.ApplicationParts.Add(part);
    }

    private static void SetCaching(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") || file.Context.Request.Path.StartsWithSegments(Fonts) ? Forever : "no-cache";
}
