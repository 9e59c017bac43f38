using Microsoft.Net.Http.Headers;

namespace Reviews.Application.Http;

/// <summary>How long answers may be cached.</summary>
internal static class Caching
{
    /// <summary>Cache it, but revalidate before each use.</summary>
    public const string Revalidate = "no-cache";

    /// <summary>Lists: 5 s.</summary>
    public const string FiveSeconds = "public, max-age=5";

    /// <summary>How long a list may be cached: not at all when something is missing from it because it can't be read right now.</summary>
    public static string OfList(bool isIncomplete) => isIncomplete ? Never : FiveSeconds;

    /// <summary>What is a member's own.</summary>
    public const string Never = "no-store";

    /// <summary>Marks the answer with its tag; true when the caller already has it, so that 304 is enough.</summary>
    public static bool IsKnown(HttpContext context, string tag)
    {
        var headers = context.Response.GetTypedHeaders();
        var ours = new EntityTagHeaderValue(tag);
        headers.ETag = ours;
        context.Response.Headers.CacheControl = Revalidate;
        return IsAsked(context.Request, ours);
    }

    /// <summary>Whether the caller asks only for what has another tag.</summary>
    public static bool IsAsked(HttpRequest request, EntityTagHeaderValue ours) =>
        request.GetTypedHeaders().IfNoneMatch.Any(
            theirs => theirs.Equals(EntityTagHeaderValue.Any) || theirs.Compare(ours, useStrongComparison: false));
}
