using Microsoft.Net.Http.Headers;

namespace Reviews.Api.Http;

/// <summary>Answers HEAD wherever GET is answered, with the same headers: what follows sees a GET, and the server sends no body to whoever
/// asked by HEAD.</summary>
/// <remarks>The live hub's address is no document, and has no GET that means anything without a connection.</remarks>
internal sealed class HeadAsGet(RequestDelegate next)
{
    private static readonly PathString Hubs = "/hubs";

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(AllowHead, context.Response);
        if (!HttpMethods.IsHead(context.Request.Method) || context.Request.Path.StartsWithSegments(Hubs))
        {
            await next(context);
            return;
        }

        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }

    /// <summary>Routing knows of no HEAD, so a 405 would not name it.</summary>
    private static Task AllowHead(object state)
    {
        var response = (HttpResponse)state;
        string[] allowed = [.. response.Headers.GetCommaSeparatedValues(HeaderNames.Allow)];
        if (allowed.Contains(HttpMethods.Get, StringComparer.Ordinal) && !allowed.Contains(HttpMethods.Head, StringComparer.Ordinal))
            response.Headers.Allow = string.Join(", ", [.. allowed, HttpMethods.Head]);
        return Task.CompletedTask;
    }
}
