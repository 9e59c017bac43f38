namespace Reviews.Api.Live;

/// <summary>The limits of one live connection. An honest page never reaches them.</summary>
internal static class LiveLimits
{
    /// <summary>Most films that one connection watches: 100, a long browse page.</summary>
    public const int MaxWatchedFilms = 100;

    /// <summary>Longest film id: 200 characters, like a slug.</summary>
    public const int MaxFilmIdLength = 200;

    /// <summary>Longest message from a client: 32 KiB, well over 100 ids of full length.</summary>
    public const int MaxMessageBytes = 32 * 1024;

    /// <summary>
    /// What may wait in memory for one client, in addition to the operating system's buffers: 32 KiB, about 100 messages.
    /// </summary>
    public const int MaxBufferedBytes = 32 * 1024;

    /// <summary>Calls that a connection may make at once: 100.</summary>
    public const int CallBurst = 100;

    /// <summary>Calls a second that a connection may make in the long run: 10.</summary>
    public const int CallsPerSecond = 10;

    /// <summary>Refused calls after which a connection is closed: 1,000.</summary>
    public const int MaxRefusedCalls = 1_000;
}
