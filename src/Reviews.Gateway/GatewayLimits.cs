namespace Reviews.Gateway;

/// <summary>What the gateway accepts, how long it waits, and how fast it notices failures.</summary>
/// <remarks>
/// An API that is asked to stop says so on <c>/health/ready</c> and keeps serving for its drain time, 3 s. The gateway checks every
/// <see cref="ProbeInterval"/> and waits at most <see cref="ProbeTimeout"/> for the slowest: after at most 2 s it stops sending requests
/// there.
/// </remarks>
internal static class GatewayLimits
{
    /// <summary>The pause between two rounds of health checks: 500 ms.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an API may take to report that it is ready: 1.5 s.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromMilliseconds(1_500);

    /// <summary>How long an API that refused a connection is left alone: 1 s. By then the health checks have noticed.</summary>
    public static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(1);

    /// <summary>How long connecting to an API may take: 2 s; they are all nearby.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long a call may take: 30 s. The APIs give up on a vote after 10 s.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a live connection or an import may be silent: 120 s; a long poll is held for up to 90 s.</summary>
    public static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(120);

    /// <summary>How long a shutdown waits for calls in progress: 15 s, more than a vote takes.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(15);

    /// <summary>When to retry after an error from the gateway itself: 1 s.</summary>
    public const int RetryAfterSeconds = 1;

    /// <summary>Maximum number of APIs one request is sent to: 3.</summary>
    public const int MaxTries = 3;

    /// <summary>Largest body kept for a retry: 64 KiB, the APIs' limit.</summary>
    public const int RepeatableBodyBytes = 64 * 1024;

    /// <summary>Maximum size of a body: 64 MiB, an import.</summary>
    public const int BodyBytes = 64 * 1024 * 1024;

    /// <summary>Maximum total size of a request's headers: 32 KiB, the APIs' limit.</summary>
    public const int HeaderBytes = 32 * 1024;

    /// <summary>Maximum concurrent client connections, including those of the live hub: 40,000, enough for two full APIs.</summary>
    public const int Connections = 40_000;
}
