using Reviews.Application.Http;

namespace Reviews.Application.Articles;

/// <summary>
/// How long an article may be kept, and by whom. What one reader may read and another not has neither a tag nor a place in any cache.
/// </summary>
internal static class ArticleCaching
{
    /// <summary>For what is one reader's: kept nowhere.</summary>
    public const string OneReader = "private, no-store";

    /// <summary>For what everybody reads: the reader's own browser keeps it, and asks before each use.</summary>
    public const string Everybody = "private, no-cache";

    /// <summary>What an answer depends on.</summary>
    private const string WhoAsks = "Cookie, Authorization";

    /// <summary>Marks the answer; true when the caller has just this already.</summary>
    public static bool IsKnown(HttpContext context, ArticleView article)
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
    public static void Mark(HttpResponse response, ArticleView article)
    {
        response.Headers.Vary = WhoAsks;
        response.Headers.CacheControl = article.IsPublic ? Everybody : OneReader;
    }
}
