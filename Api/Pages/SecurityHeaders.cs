namespace Reviews.Api.Pages;

/// <summary>Headers that tell browsers what pages may do: run and show only what this site itself serves, inside no frame of others.</summary>
internal static class SecurityHeaders
{
    public const string ContentPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>For pages that are not ours and bring styles of their own: these may stand inline, and fonts within the styles. Scripts may not.</summary>
    public const string ForeignContentPolicy = ContentPolicy + "; style-src 'self' 'unsafe-inline'; font-src 'self' data:";

    /// <summary>What a page shows depends on who reads it; nobody else's cache may keep it.</summary>
    private const string OneReader = "private, no-cache";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Only as the answer starts: an exception on the way clears whatever was set before it.
        context.Response.OnStarting(SetHeaders, context.Response);
        return next(context);
    });

    private static Task SetHeaders(object state)
    {
        var response = (HttpResponse)state;
        var headers = response.Headers;
        var isForeign = response.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ForeignContent>() is not null;
        headers.ContentSecurityPolicy = isForeign ? ForeignContentPolicy : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0 && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            headers.CacheControl = OneReader;
        return Task.CompletedTask;
    }
}

/// <summary>Metadata of endpoints that serve pages which are not ours.</summary>
internal sealed class ForeignContent
{
    public static readonly ForeignContent Here = new();
}
