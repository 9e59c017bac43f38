namespace Reviews.Contracts.Members;

/// <summary>A sign-in of a member, by a browser's cookie or a program's tokens, from its start until it is ended or expires.</summary>
/// <param name="SessionId">128 random bits in hexadecimal.</param>
/// <param name="Stamp">The account's security stamp it is tied to: once the account has another, the session is over.</param>
/// <param name="ByToken">Whether a program signed in, for tokens, rather than a browser, for a cookie.</param>
/// <param name="Device">What the client calls itself, at most <see cref="MaxDeviceLength"/> characters.</param>
/// <param name="Address">The network address it came from.</param>
/// <param name="CreatedAt">When it started.</param>
/// <param name="UsedAt">When it was last used, to the hour.</param>
/// <param name="ProvedAt">When its user last proved to be the member.</param>
/// <param name="Refreshes">The number of the one valid refresh token.</param>
[GenerateSerializer, Immutable, Alias("reviews.MemberSession")]
public sealed record MemberSession(
    [property: Id(0)] string SessionId,
    [property: Id(1)] string Stamp,
    [property: Id(2)] bool ByToken,
    [property: Id(3)] string Device,
    [property: Id(4)] string Address,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset UsedAt,
    [property: Id(7)] DateTimeOffset ProvedAt,
    [property: Id(8)] long Refreshes = 0)
{
    /// <summary>Maximum characters of <see cref="Device"/>: 200.</summary>
    public const int MaxDeviceLength = 200;

    /// <summary>Maximum sessions per member: 50. One more ends the least recently used one.</summary>
    public const int MaxCount = 50;

    /// <summary>A session ends after this long without use: 14 days.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromDays(14);

    /// <summary>A session ends after this long, however much it is used: 90 days.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>How often the last use is recorded at most: hourly.</summary>
    public static readonly TimeSpan UseInterval = TimeSpan.FromHours(1);

    /// <summary>Whether it is valid at that time for an account with that stamp. Uses within the hour are not recorded.</summary>
    public bool IsGood(string stamp, DateTimeOffset now) =>
        Stamp == stamp && now - CreatedAt < Lifetime && now - UsedAt < IdleLimit + UseInterval;
}

/// <summary>What a signed-in call presents to the member's grain in place of the security stamp: the session it belongs to.</summary>
public static class SessionTicket
{
    private const string Prefix = "session ";

    public static string Of(string sessionId) => Prefix + sessionId;

    /// <summary>The session's id; null when the text is a bare security stamp, which only the site's own jobs present.</summary>
    public static string? SessionOf(string ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return ticket.StartsWith(Prefix, StringComparison.Ordinal) ? ticket[Prefix.Length..] : null;
    }
}
