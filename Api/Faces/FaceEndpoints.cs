using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Films;
using Reviews.Api.Mail;
using Reviews.Contracts.Films;

namespace Reviews.Api.Faces;

/// <summary>What the site has for programs that come by themselves: search engines, and those who show links to it.</summary>
internal static class FaceEndpoints
{
    /// <summary>Robots and sitemaps may be kept for an hour.</summary>
    private const string OneHour = "public, max-age=3600";

    /// <summary>Feeds may be kept for five minutes: what was published is read about soon.</summary>
    private const string FiveMinutes = "public, max-age=300";

    public static IServiceCollection AddFaces(this IServiceCollection services) =>
        services.AddSingleton<Sitemap>().AddSingleton<CoverFonts>().AddSingleton<CoverPictures>().AddSingleton<AtomFeed>();

    public static RouteGroupBuilder MapFaces(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithMetadata(StampCheck.NotHere).ExcludeFromDescription();
        group.MapGet("/robots.txt", Robots);
        group.MapGet("/sitemap.xml", FirstSitemap);
        group.MapGet("/sitemap-{file:int}.xml", NumberedSitemap);
        group.MapGet(SitePicture.Path, SiteCoverAsync);
        group.MapGet("/films/{filmId}/cover.png", CoverAsync);
        group.MapGet("/feed.xml", Feed);
        return group;
    }

    /// <summary>Searches are endless, accounts are nobody's business, and the API is for programs that know what they want.</summary>
    private static ContentHttpResult Robots(SiteLinks links, HttpResponse response)
    {
        response.Headers.CacheControl = OneHour;
        return TypedResults.Text($"""
            User-agent: *
            Disallow: /account/
            Disallow: /api/
            Disallow: /hubs/
            Disallow: /ops
            Disallow: /*?*search=
            Sitemap: {links.To("/sitemap.xml", QueryString.Empty)}

            """);
    }

    private static PushStreamHttpResult FirstSitemap(Sitemap sitemap, SiteLinks links, HttpResponse response) => sitemap.Files == 1
        ? Xml(response, body => sitemap.WriteAsync(body, 1, links))
        : Xml(response, body => sitemap.WriteIndexAsync(body, links));

    private static Results<PushStreamHttpResult, NotFound> NumberedSitemap(int file, Sitemap sitemap, SiteLinks links, HttpResponse response) =>
        file >= 1 && file <= sitemap.Files ? Xml(response, body => sitemap.WriteAsync(body, file, links)) : TypedResults.NotFound();

    private static PushStreamHttpResult Feed(AtomFeed feed, SiteLinks links, HttpResponse response)
    {
        response.Headers.CacheControl = FiveMinutes;
        return TypedResults.Stream(body => feed.WriteAsync(body, links), "application/atom+xml");
    }

    private static PushStreamHttpResult Xml(HttpResponse response, Func<Stream, Task> write)
    {
        response.Headers.CacheControl = OneHour;
        return TypedResults.Stream(write, MediaTypeNames.Application.Xml);
    }

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> SiteCoverAsync(CoverPictures pictures, HttpContext context) =>
        DrawAsync(SitePicture.Poster, pictures, context);

    private static async Task<IResult> CoverAsync(string filmId, FilmReader reader, CoverPictures pictures, HttpContext context) =>
        await reader.FindAsync(filmId, context.RequestAborted) is { Details: { } film } ? await DrawAsync(film, pictures, context) : TypedResults.NotFound();

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> DrawAsync(FilmDetails film, CoverPictures pictures, HttpContext context)
    {
        var isKnown = Caching.IsKnown(context, CoverPictures.TagOf(film));
        context.Response.Headers.CacheControl = CoverPictures.Keeping;
        if (isKnown) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.File(await pictures.DrawAsync(film, context.RequestAborted), MediaTypeNames.Image.Png);
    }
}
