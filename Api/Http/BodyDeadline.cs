using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Reviews.Application.Http;

namespace Reviews.Api.Http;

/// <summary>Gives every body a deadline: a minute, plus as long as the largest body of the call needs at <see
/// cref="BytesPerSecond"/>.
/// A later one is answered 408, whatever reads it.</summary>
internal sealed class BodyDeadline(RequestDelegate next, TimeProvider time)
{
    /// <summary>What a slow connection sends in a second: 64 KiB. An import of 64 MiB has 18 minutes.</summary>
    public const int BytesPerSecond = 64 * 1024;

    /// <summary>The minimum for every body, however small: 1 minute.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    public async Task InvokeAsync(HttpContext context)
    {
        var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
        if (!hasBody || HttpMethods.IsConnect(context.Request.Method))
        {
            await next(context);
            return;
        }

        using var deadline = new CancellationTokenSource(Of(context.GetEndpoint()), time);
        var body = context.Request.Body;
        context.Request.Body = new TimedBody(body, deadline.Token);
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Body = body;
        }
    }

    /// <summary>How long the longest body of an endpoint may take.</summary>
    public static TimeSpan Of(Endpoint? endpoint)
    {
        var most = endpoint?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? BodyLimits.Default;
        return Least + TimeSpan.FromSeconds(most / BytesPerSecond);
    }

    /// <summary>The body until its time is over.</summary>
    private sealed class TimedBody(Stream body, CancellationToken deadline) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline);
            try
            {
                return await body.ReadAsync(buffer, either.Token);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new BadHttpRequestException("The body did not arrive in time.", StatusCodes.Status408RequestTimeout);
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
