namespace Reviews.Gateway;

/// <summary>What the front accepts, how long it waits, and how fast it notices failures.</summary>
/// <remarks>An API that is asked to stop says so on <c>/health/ready</c> and keeps serving for its drain time, 3 s. The front asks every
/// <see cref="ProbeInterval"/> and waits at most <see cref="ProbeTimeout"/> for the slowest: after 2 s at the latest it no longer sends
/// anything there.</remarks>
internal static class GatewayLimits
{
    /// <summary>The pause between two rounds of health checks: 500 ms.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an API may take to say that it is ready: 1.5 s.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromMilliseconds(1_500);

    /// <summary>How long an API that refused a connection is left alone: 1 s. By then the health checks know.</summary>
    public static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(1);

    /// <summary>How long connecting to an API may take: 2 s; they are all close by.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long a call may take: 30 s. The APIs give up on a vote after 10 s.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a live connection or an import may be silent: 120 s; a long poll is held for up to 90 s.</summary>
    public static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(120);

    /// <summary>How long a shutdown waits for calls in progress: 15 s, more than a vote takes.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(15);

    /// <summary>When to try again after an answer from the front itself: 1 s.</summary>
    public const int RetryAfterSeconds = 1;

    /// <summary>Most APIs that one request is offered to: 3.</summary>
    public const int MaxTries = 3;

    /// <summary>Longest body that is kept for a retry: 64 KiB, the APIs' limit.</summary>
    public const int RepeatableBodyBytes = 64 * 1024;

    /// <summary>Most bytes of a body: 64 MiB, an import.</summary>
    public const int BodyBytes = 64 * 1024 * 1024;

    /// <summary>Most bytes of all headers of a request: 32 KiB, the APIs' limit.</summary>
    public const int HeaderBytes = 32 * 1024;

    /// <summary>Most client connections at a time, including those of the live hub: 40,000, enough for two full APIs.</summary>
    public const int Connections = 40_000;
}
