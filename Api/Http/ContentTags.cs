using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Reviews.Application.Http;

namespace Reviews.Api.Http;

/// <summary>Gives every cacheable answer that has no tag of its own one derived from its content, and answers 304 to anyone who already has
/// it.</summary>
/// <remarks>The tag is weak: the same content may travel compressed or not. Pages hold tokens that differ with every view, so they have
/// none. What must not be
/// stored, and what is longer than <see cref="MaxBytes"/>, passes untouched.</remarks>
internal sealed class ContentTags(RequestDelegate next)
{
    /// <summary>Longest answer that is held back until its tag is known: 8 MiB, a sitemap of 50,000 addresses.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private static readonly PathString Hubs = "/hubs";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Path.StartsWithSegments(Hubs))
        {
            await next(context);
            return;
        }

        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var held = new HeldBody(context.Response, sent.Stream, MaxBytes);
        context.Response.Body = held;
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(sent);
        }

        if (held.Content is { } content) await AnswerAsync(context, content);
    }

    private static async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> content)
    {
        var response = context.Response;
        var hash = XxHash128.HashToUInt128(content.Span);
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{hash:x32}\""), isWeak: true);
        response.GetTypedHeaders().ETag = tag;
        if (Caching.IsAsked(context.Request, tag))
        {
            (response.StatusCode, response.ContentType, response.ContentLength) = (StatusCodes.Status304NotModified, null, null);
            return;
        }

        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, context.RequestAborted);
    }

    /// <summary>Holds an answer back that gets a tag, and passes every other on. Which it is shows when its first byte comes.</summary>
    private sealed class HeldBody(HttpResponse response, Stream body, int limit) : WriteOnlyStream
    {
        private readonly ArrayBufferWriter<byte> _held = new();
        private bool? _isHeld;

        /// <summary>What was held back; null when nothing was.</summary>
        public ReadOnlyMemory<byte>? Content => _isHeld == true ? _held.WrittenMemory : default(ReadOnlyMemory<byte>?);

        private bool IsTagged => !response.HasStarted && response.StatusCode == StatusCodes.Status200OK && response.Headers.ETag.Count == 0
            && response.GetTypedHeaders().CacheControl?.NoStore != true
            && response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _isHeld ??= IsTagged;
            if (_isHeld == true && _held.WrittenCount + buffer.Length > limit) await LetGoAsync(cancellationToken);
            if (_isHeld == true) _held.Write(buffer.Span);
            else await body.WriteAsync(buffer, cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) =>
            (_isHeld ?? IsTagged) ? Task.CompletedTask : body.FlushAsync(cancellationToken);

        private async Task LetGoAsync(CancellationToken ct)
        {
            _isHeld = false;
            await body.WriteAsync(_held.WrittenMemory, ct);
            _held.ResetWrittenCount();
        }
    }
}
