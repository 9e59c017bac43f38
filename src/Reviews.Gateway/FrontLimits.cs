namespace Reviews.Gateway;

/// <summary>What the front takes, how long it waits, and how fast it notices.</summary>
/// <remarks>An API that is asked to end says so on <c>/health/ready</c> and goes on serving for its drain time, 3 s. The front asks every
/// <see cref="ProbeInterval"/> and waits at most <see cref="ProbeTimeout"/> for the slowest: after 2 s at the latest it sends nothing there
/// any more.</remarks>
internal static class FrontLimits
{
    /// <summary>The pause between two rounds of health checks: 500 ms.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an API may take to say that it is ready: 1.5 s.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromMilliseconds(1_500);

    /// <summary>How long an API that refused a connection is left alone: 1 s. By then the health checks know.</summary>
    public static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(1);

    /// <summary>How long connecting to an API may take: 2 s; all are near.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long a call may take: 30 s. The APIs give up on a vote after 10 s.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a line or an import may be silent: 120 s; a long poll is held for up to 90 s.</summary>
    public static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(120);

    /// <summary>How long a stop waits for calls that are under way: 15 s, more than a vote takes.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(15);

    /// <summary>When to come again after an answer of the front itself: 1 s.</summary>
    public const int RetryAfterSeconds = 1;

    /// <summary>Most APIs that one request is offered to: 3.</summary>
    public const int MaxTries = 3;

    /// <summary>Longest body that is kept to be sent again: 64 KiB, as the APIs take.</summary>
    public const int RepeatableBodyBytes = 64 * 1024;

    /// <summary>Most bytes of a body: 64 MiB, an import.</summary>
    public const int BodyBytes = 64 * 1024 * 1024;

    /// <summary>Most bytes of all headers of a request: 32 KiB, as the APIs take.</summary>
    public const int HeaderBytes = 32 * 1024;

    /// <summary>Most connections of clients at a time, lines of the live hub included: 40,000, two APIs full.</summary>
    public const int Connections = 40_000;
}
