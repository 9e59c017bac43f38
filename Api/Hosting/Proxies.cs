using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Reviews.Api.Hosting;

/// <summary>
/// Takes a request's origin from the proxies in front, so that quotas count readers and links name the site; from nobody else.
/// </summary>
internal static class Proxies
{
    /// <summary>Not the prefix: proxies that don't know it pass on whatever a visitor made up.</summary>
    private const ForwardedHeaders Believed =
        ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;

    public static IApplicationBuilder UseProxies(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<ReviewsOptions>();
        if (options.Proxies.Count == 0) return app;

        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = Believed, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network)) forwarded.KnownIPNetworks.Add(network);
            else forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        return app.UseForwardedHeaders(forwarded);
    }
}
