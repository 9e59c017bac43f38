using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Application.Articles.Browsing;
using Reviews.Application.Damage;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Application.Site;
using Reviews.Web.Covers;
using Reviews.Web.Http;

namespace Reviews.Web.Metadata;

/// <summary>What the site offers to crawlers: search engines, and sites that show links to it.</summary>
internal static class MetadataEndpoints
{
    /// <summary>Robots and sitemaps may be cached for an hour.</summary>
    private const string OneHour = "public, max-age=3600";

    /// <summary>Feeds may be cached for five minutes, so that new articles are seen soon.</summary>
    private const string FiveMinutes = "public, max-age=300";

    public static IServiceCollection AddMetadata(this IServiceCollection services) =>
        services.AddSingleton<Sitemap>().AddSingleton<CoverFonts>().AddSingleton<CoverPictures>().AddSingleton<AtomFeed>();

    public static RouteGroupBuilder MapMetadata(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithMetadata(StampCheck.NotHere, CrossOriginResource.Allowed).ExcludeFromDescription();
        group.MapGet("/robots.txt", Robots);
        group.MapGet("/sitemap.xml", FirstSitemap).AddEndpointFilter(RefuseIncompleteAsync);
        group.MapGet("/sitemap-{file:int}.xml", NumberedSitemap).AddEndpointFilter(RefuseIncompleteAsync);
        group.MapGet(SitePicture.Path, SiteCoverAsync);
        group.MapGet("/films/{filmId}/cover.png", CoverAsync);
        group.MapGet("/reviews/{slug}/cover.png", ArticleCoverAsync);
        group.MapGet("/favicon.ico", Icon);
        group.MapGet("/feed.xml", Feed).AddEndpointFilter(RefuseIncompleteAsync);
        return group;
    }

    /// <summary>Searches are endless, accounts are private, and the API is for apps that know what they want.</summary>
    private static ContentHttpResult Robots(SiteLinks links, HttpResponse response)
    {
        response.Headers.CacheControl = OneHour;
        return TypedResults.Text($"""
            User-agent: *
            Disallow: /account/
            Disallow: /api/
            Disallow: /editor
            Disallow: /hubs/
            Disallow: /moderation
            Disallow: /ops
            Disallow: /*?*search=
            Sitemap: {links.To("/sitemap.xml", QueryString.Empty)}

            """);
    }

    /// <summary>Browsers request it by themselves, whatever a page says about its icon.</summary>
    private static RedirectHttpResult Icon(HttpResponse response)
    {
        response.Headers.CacheControl = CoverPictures.Keeping;
        return TypedResults.Redirect("/img/icon.svg", permanent: true);
    }

    /// <summary>An incomplete list of addresses would make search engines forget the missing ones.</summary>
    private static ValueTask<object?> RefuseIncompleteAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<FilmIndex>().HasAllShards
            ? next(context)
            : ValueTask.FromResult<object?>(DamageAnswers.Damaged(context.HttpContext, DamagedContent.Lists));

    private static PushStreamHttpResult FirstSitemap(Sitemap sitemap, SiteLinks links, HttpResponse response) => sitemap.Files == 1
        ? Xml(response, body => sitemap.WriteAsync(body, 1, links))
        : Xml(response, body => sitemap.WriteIndexAsync(body, links));

    private static Results<PushStreamHttpResult, NotFound> NumberedSitemap(
        int file, Sitemap sitemap, SiteLinks links, HttpResponse response) =>
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
        DrawAsync(SharedPicture.Of(SitePicture.Poster), pictures, context);

    private static async Task<IResult> CoverAsync(string filmId, FilmReader reader, CoverPictures pictures, HttpContext context) =>
        await reader.FindAsync(filmId, context.RequestAborted) is { Details: { } film }
            ? await DrawAsync(SharedPicture.Of(film), pictures, context)
            : TypedResults.NotFound();

    private static async Task<IResult> ArticleCoverAsync(
        string slug, ArticleCatalogue articles, FilmReader reader, CoverPictures pictures, HttpContext context) =>
        articles.Find(slug) is { } article && await reader.FindAsync(article.FilmId, context.RequestAborted) is { Details: { } film }
            ? await DrawAsync(SharedPicture.Of(article, film), pictures, context)
            : TypedResults.NotFound();

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> DrawAsync(
        SharedPicture shown, CoverPictures pictures, HttpContext context)
    {
        var isKnown = Caching.IsKnown(context, shown.Tag);
        context.Response.Headers.CacheControl = CoverPictures.Keeping;
        if (isKnown) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.File(await pictures.DrawAsync(shown, context.RequestAborted), MediaTypeNames.Image.Png);
    }
}
