using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Reviews.Contracts.Members;

/// <summary>The sessions of a member, who is an <see cref="IUserGrain"/> by the same id.</summary>
[Alias("reviews.IMemberSessionsGrain")]
public interface IMemberSessionsGrain : IGrainWithIntegerKey
{
    /// <summary>Begins a session; given twice, it is the same one.</summary>
    /// <returns>False when the account has another stamp than the session by now: nothing was begun.</returns>
    [Alias("BeginSession")]
    Task<bool> BeginSessionAsync(MemberSession session);

    /// <summary>Ends a session, for cookie and tokens alike.</summary>
    /// <returns>False when there is no such session.</returns>
    [Alias("EndSession")]
    Task<bool> EndSessionAsync(string sessionId);

    /// <summary>Notes that a session's user has just proved to be the member.</summary>
    /// <returns>False when there is no such session.</returns>
    [Alias("ProveSession")]
    Task<bool> ProveSessionAsync(string sessionId);

    /// <summary>Uses a refresh token, once. If it is used twice, someone else has it too, and the session is ended.</summary>
    /// <param name="sessionId">The session that the token belongs to.</param>
    /// <param name="number">The token's number.</param>
    /// <returns>The number of the next token; null when the session is over.</returns>
    [Alias("RefreshSession")]
    Task<long?> RefreshSessionAsync(string sessionId, long number);

    /// <summary>The sessions that are good, most recently used first.</summary>
    [Alias("Sessions"), AlwaysInterleave]
    Task<ImmutableArray<MemberSession>> SessionsAsync();
}
