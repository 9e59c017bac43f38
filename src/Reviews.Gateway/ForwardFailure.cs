using Yarp.ReverseProxy.Forwarder;

namespace Reviews.Gateway;

/// <summary>Why a request could not be forwarded to an API.</summary>
/// <param name="NeverSent">No connection was made: the API never saw the request.</param>
/// <param name="Broken">The connection broke before a response began: the API may have processed the request.</param>
internal readonly record struct ForwardFailure(bool NeverSent, bool Broken)
{
    /// <summary>The failure of this request's last attempt; null if the API responded.</summary>
    public static ForwardFailure? Of(HttpContext context)
    {
        if (context.GetForwarderErrorFeature() is not { } feature) return null;
        var neverSent = feature.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
        var broken = feature.Error is ForwarderError.Request or ForwarderError.RequestBodyDestination or ForwarderError.ResponseHeaders;
        return new ForwardFailure(neverSent, broken && !neverSent);
    }
}
