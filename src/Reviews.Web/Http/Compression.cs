using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace Reviews.Web.Http;

/// <summary>What is compressed: styles and script, and answers that are the same for everyone.</summary>
/// <remarks>
/// An answer to a member stays as it is. It holds secrets, such as antiforgery tokens, next to what an attacker may have put into the
/// address, and from the length of both compressed together the secret could be guessed (BREACH). It is only a few kilobytes.
/// </remarks>
internal static class Compression
{
    /// <summary>The bundles and fonts, which are the same for everyone.</summary>
    private static readonly PathString Bundles = "/dist";

    /// <summary>Smaller output would cost processor time at every view; the fastest level already saves four fifths.</summary>
    private const CompressionLevel Level = CompressionLevel.Fastest;

    public static IServiceCollection AddCompression(this IServiceCollection services)
    {
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = Level);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = Level);

        // Over https too: what could be guessed is not compressed at all.
        return services.AddResponseCompression(compression => compression.EnableForHttps = true);
    }

    public static IApplicationBuilder UseCompression(this IApplicationBuilder app) =>
        app.UseWhen(context => IsForAnybody(context.Request), anybody => anybody.UseResponseCompression());

    private static bool IsForAnybody(HttpRequest request) =>
        request.Path.StartsWithSegments(Bundles)
        || (HttpMethods.IsGet(request.Method) && !request.Headers.ContainsKey(HeaderNames.Cookie)
        && !request.Headers.ContainsKey(HeaderNames.Authorization));
}
