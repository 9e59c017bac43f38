namespace Reviews.Api.Pages;

/// <summary>Headers that tell browsers what pages may do: run and show only what this site itself serves, inside no frame of others.</summary>
internal static class SecurityHeaders
{
    public const string ContentPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

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
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0 && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            headers.CacheControl = OneReader;
        return Task.CompletedTask;
    }
}
