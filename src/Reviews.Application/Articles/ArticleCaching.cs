using Reviews.Application.Http;

namespace Reviews.Application.Articles;

/// <summary>
/// How long an article may be cached, and by whom. What some readers may read and others may not gets no tag and is never cached.
/// </summary>
internal static class ArticleCaching
{
    /// <summary>For what only one reader may see: never cached.</summary>
    public const string OneReader = "private, no-store";

    /// <summary>For what everyone may read: the reader's own browser caches it, and revalidates before each use.</summary>
    public const string Everybody = "private, no-cache";

    /// <summary>What an answer depends on.</summary>
    private const string WhoAsks = "Cookie, Authorization";

    /// <summary>Marks the answer; true when the caller already has exactly this.</summary>
    public static bool IsKnown(HttpContext context, ArticleContent article)
    {
        var headers = context.Response.Headers;
        headers.Vary = WhoAsks;
        if (!article.IsPublic)
        {
            headers.CacheControl = OneReader;
            return false;
        }

        var isKnown = Caching.IsKnown(context, $"\"{(article.IsPreview ? "preview" : "public")}-{article.Slug}-{article.Revision}\"");
        headers.CacheControl = Everybody;
        return isKnown;
    }

    /// <summary>Marks a page, which shows more than the article and so has no tag.</summary>
    public static void Mark(HttpResponse response, ArticleContent article)
    {
        response.Headers.Vary = WhoAsks;
        response.Headers.CacheControl = article.IsPublic ? Everybody : OneReader;
    }
}
