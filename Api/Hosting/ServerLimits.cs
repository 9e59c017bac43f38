using Microsoft.AspNetCore.Server.Kestrel.Core;
using Reviews.Application.Http;

namespace Reviews.Api.Hosting;

/// <summary>What the server accepts before any feature's code runs.</summary>
internal static class ServerLimits
{
    /// <summary>Least bytes of a body in a second, on the average after the first ten seconds: 4 KiB. One that drips is given up.</summary>
    public const int BodyBytesPerSecond = 4 * 1024;

    /// <summary>How long a body may be slower than that at its beginning: 10 s.</summary>
    public static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(10);

    /// <summary>Most bytes of all headers of a request: 32 KiB, enough for two tokens and plenty of cookies.</summary>
    public const int HeaderBytes = 32 * 1024;

    /// <summary>
    /// Most bytes of a request's first line: 16 KiB, so that a search of 10,000 characters still gets a page and not a bare
    /// 414.
    /// </summary>
    public const int RequestLineBytes = 16 * 1024;

    /// <summary>Most connections at a time, those of the live hub included: 20,000.</summary>
    public const int Connections = 20_000;

    /// <summary>How long a stop waits for accepted requests to be answered and batches to be written: 30 s.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    public static WebApplicationBuilder AddServerLimits(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.Default;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecond, SlowStart);
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
            kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
            kestrel.Limits.MaxConcurrentConnections = Connections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = Connections;
        });
        return builder;
    }
}
