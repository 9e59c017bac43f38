using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace Reviews.Web.Http;

/// <summary>What travels compressed: styles and script, and what is answered to nobody in particular.</summary>
/// <remarks>
/// An answer to a member stays as it is. It holds secrets, antiforgery tokens among them, beside what an attacker may have put into the
/// address, and from the length of the two compressed together the secret can be guessed (BREACH). It is a few kilobytes.
/// </remarks>
internal static class Compression
{
    /// <summary>The bundles and fonts, the same for everybody.</summary>
    private static readonly PathString Bundles = "/dist";

    /// <summary>Smaller is paid for by the processor at every view; the fastest level takes off four fifths already.</summary>
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
