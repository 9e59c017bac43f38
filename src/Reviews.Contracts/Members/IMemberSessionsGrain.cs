using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Reviews.Contracts.Members;

/// <summary>The sessions of a member, whose <see cref="IUserGrain"/> has the same id.</summary>
[Alias("reviews.IMemberSessionsGrain")]
public interface IMemberSessionsGrain : IGrainWithIntegerKey
{
    /// <summary>Starts a session; idempotent.</summary>
    /// <returns>False when the account no longer has the session's stamp: nothing was started.</returns>
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

    /// <summary>The valid sessions, most recently used first.</summary>
    [Alias("Sessions"), AlwaysInterleave]
    Task<ImmutableArray<MemberSession>> SessionsAsync();
}
