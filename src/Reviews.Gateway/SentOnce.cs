using Yarp.ReverseProxy.Forwarder;

namespace Reviews.Gateway;

/// <summary>Connects to the APIs, and keeps .NET's HTTP client from sending a request twice on its own.</summary>
/// <remarks>
/// When a kept-alive connection ends without a response, the client resends a request without a body, whatever its method: it assumes that
/// the server closed before reading it. A killed API may have read it, and the second DELETE would get 404 for what the first did. A
/// request whose body was started is never resent, so requests that must not be repeated get an empty body. <see cref="RetryMiddleware"/>
/// decides about the rest.
/// </remarks>
internal sealed class SentOnce : ForwarderHttpClientFactory
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = GatewayLimits.ConnectTimeout;
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        new EmptyBodies { InnerHandler = base.WrapHandler(context, handler) };

    private sealed class EmptyBodies : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!RetryMiddleware.IsRepeatable(request.Method.Method)) request.Content ??= new ByteArrayContent([]);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
