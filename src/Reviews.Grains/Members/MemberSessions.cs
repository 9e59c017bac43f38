using System.Collections.Immutable;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Changes to a member's sessions; each returns a new list, without ended sessions.</summary>
internal static class MemberSessions
{
    public static ImmutableArray<MemberSession> Good(this MemberAccountState state, DateTimeOffset now) =>
        state.Account is { } account
            ? [.. state.Sessions.Where(session => session.IsGood(account.SecurityStamp, now))]
            : [];

    /// <summary>Called for every request of a member, so it must not allocate.</summary>
    public static MemberSession? Find(this MemberAccountState state, string sessionId, DateTimeOffset now)
    {
        if (state.Account is not { } account) return null;
        foreach (var session in state.Sessions)
            if (session.SessionId == sessionId && session.IsGood(account.SecurityStamp, now)) return session;
        return null;
    }

    public static MemberAccountState Begin(this MemberAccountState state, MemberSession session, DateTimeOffset now)
    {
        var others = state.Good(now).Where(other => other.SessionId != session.SessionId)
            .OrderByDescending(other => other.UsedAt).Take(MemberSession.MaxCount - 1);
        return state with { Sessions = [session, .. others] };
    }

    public static MemberAccountState End(this MemberAccountState state, string sessionId, DateTimeOffset now) =>
        state with { Sessions = [.. state.Good(now).Where(session => session.SessionId != sessionId)] };

    public static MemberAccountState Change(this MemberAccountState state, MemberSession changed, DateTimeOffset now) =>
        state with { Sessions = [.. state.Good(now).Select(session => session.SessionId == changed.SessionId ? changed : session)] };

    /// <summary>Moves the session from the previous stamp to the new one; all others with the previous stamp end.</summary>
    public static MemberAccountState? Keep(this MemberAccountState state, string sessionId, string before, string stamp, DateTimeOffset now)
    {
        if (state.Account?.SecurityStamp != stamp) return null;
        var kept = state.Sessions.FirstOrDefault(
            session => session.SessionId == sessionId && (session.Stamp == stamp || session.IsGood(before, now)));
        return kept is null ? null : state.Begin(kept with { Stamp = stamp, UsedAt = now }, now);
    }
}
