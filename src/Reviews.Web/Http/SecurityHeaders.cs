using Microsoft.AspNetCore.Cors.Infrastructure;
using Reviews.Application.Http;

namespace Reviews.Web.Http;

/// <summary>
/// Headers that tell browsers what pages may do: run and show only what this site itself serves, inside no frame of others.
/// </summary>
internal static class SecurityHeaders
{
    public const string ContentPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>
    /// For pages that are not ours and bring their own styles: these may be inline, with fonts inside the styles. Scripts may not.
    /// </summary>
    public const string ForeignContentPolicy = ContentPolicy + "; style-src 'self' 'unsafe-inline'; font-src 'self' data:";

    /// <summary>No page asks for any of these; passkeys are for our own pages alone.</summary>
    public const string Permissions =
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
        + "publickey-credentials-create=(self), publickey-credentials-get=(self)";

    /// <summary>Browsers keep to https for a year. Neighbouring hosts are not ours to speak for.</summary>
    public const string StrictTransport = "max-age=31536000";

    /// <summary>The site's drawings, its icon among them, which others show beside links to it.</summary>
    private static readonly PathString Drawings = "/img";

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
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = IsForOthers(response.HttpContext) ? "cross-origin" : "same-origin";
        if (IsHttps(response.HttpContext.Request)) headers.StrictTransportSecurity = StrictTransport;
        if (headers.CacheControl.Count == 0 && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            headers.CacheControl = OneReader;
        return Task.CompletedTask;
    }

    /// <summary>Whether pages of other sites may load it: what is made for them, and what they may read by CORS.</summary>
    private static bool IsForOthers(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Drawings)
        || context.GetEndpoint()?.Metadata.Any(metadata => metadata is CrossOriginResource or ICorsMetadata) == true;

    /// <summary>A developer's machine has other sites under the same name, over plain http.</summary>
    private static bool IsHttps(HttpRequest request) =>
        request.IsHttps && !request.Host.Host.EndsWith("localhost", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Metadata of endpoints whose answers pages of other sites may load, as pictures for links and feeds.</summary>
internal sealed class CrossOriginResource
{
    public static readonly CrossOriginResource Allowed = new();
}
