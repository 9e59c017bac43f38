using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Net.Http.Headers;
using Reviews.Application.Members.SignIn;

namespace Reviews.Api.Embed;

/// <summary>The script that shows our readers' ratings on other people's pages: <c>&lt;live-rating film="..."&gt;</c>.</summary>
internal static class EmbedEndpoints
{
    /// <summary>
    /// Its address is in pages that we can't change, so it may be cached for an hour and is revalidated by its tag after that.
    /// </summary>
    private const string OneHour = "public, max-age=3600";

    /// <summary>Where the bundler leaves it.</summary>
    private const string Bundle = "/dist/embed.js";

    public static IServiceCollection AddEmbed(this IServiceCollection services) => services.AddCors(ForeignReads.AddTo);

    public static RouteHandlerBuilder MapEmbed(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/embed.js", Script).WithMetadata(StampCheck.NotHere).RequireCors(ForeignReads.Read).ExcludeFromDescription();

    /// <summary>The tag is derived from the content: the same on all nodes, and different after every change.</summary>
    private static Results<PhysicalFileHttpResult, NotFound> Script(
        IWebHostEnvironment site, IFileVersionProvider versions, HttpResponse response)
    {
        if (site.WebRootFileProvider.GetFileInfo(Bundle).PhysicalPath is not { } path) return TypedResults.NotFound();
        response.Headers.CacheControl = OneHour;
        var version = versions.AddFileVersionToPath("", Bundle).Split('=')[^1];
        return TypedResults.PhysicalFile(path, MediaTypeNames.Text.JavaScript, entityTag: new EntityTagHeaderValue($"\"{version}\""));
    }
}
