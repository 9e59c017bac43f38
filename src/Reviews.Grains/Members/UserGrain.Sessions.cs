using System.Collections.Immutable;
using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <content>The member's sessions, and whether a call belongs to one of them.</content>
internal sealed partial class UserGrain : IMemberSessionsGrain
{
    private DateTimeOffset Moment => time.GetUtcNow();

    public async Task<bool> BeginSessionAsync(MemberSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (record.Latest is not { Account: { } account } latest || account.SecurityStamp != session.Stamp || erasure.Latest is not null)
            return false;
        return await PutSessionsAsync(latest.Begin(session, Moment));
    }

    public async Task<bool> EndSessionAsync(string sessionId) =>
        record.Latest is { } latest && latest.Find(sessionId, Moment) is not null && await PutSessionsAsync(latest.End(sessionId, Moment));

    public async Task<bool> ProveSessionAsync(string sessionId) =>
        record.Latest is { } latest && latest.Find(sessionId, Moment) is { } session
        && await PutSessionsAsync(latest.Change(session with { ProvedAt = Moment, UsedAt = Moment }, Moment));

    public async Task<long?> RefreshSessionAsync(string sessionId, long number)
    {
        if (record.Latest is not { } latest || latest.Find(sessionId, Moment) is not { } session) return null;
        if (session.Refreshes != number)
        {
            await PutSessionsAsync(latest.End(sessionId, Moment));
            return null;
        }

        var next = session with { Refreshes = number + 1, UsedAt = Moment };
        await PutSessionsAsync(latest.Change(next, Moment));
        return next.Refreshes;
    }

    public Task<ImmutableArray<MemberSession>> SessionsAsync() => Task.FromResult(
        record.Value is { } own ? [.. own.Good(Moment).OrderByDescending(session => session.UsedAt)] : ImmutableArray<MemberSession>.Empty);

    private async Task<bool> PutSessionsAsync(MemberAccountState state)
    {
        record.Replace(state);
        await journal.CommitAsync();
        return true;
    }

    /// <summary>Whether a call belongs to a session that is good, or shows the account's stamp, as the site's own work does.</summary>
    private bool Admits(MemberAccountState? state, string ticket) =>
        SessionTicket.SessionOf(ticket) is { } id ? state?.Find(id, Moment) is not null : state?.Account?.SecurityStamp == ticket;

    /// <summary>
    /// The session of a call that is good; its use is written down when the last one is an hour old, and nobody waits for that.
    /// </summary>
    private MemberSession? UseSession(string ticket)
    {
        if (SessionTicket.SessionOf(ticket) is not { } id || record.Latest is not { } latest || latest.Find(id, Moment) is not { } session)
            return null;
        if (Moment - session.UsedAt >= MemberSession.UseInterval && erasure.Latest is null)
            _ = TryAsync(() => PutSessionsAsync(latest.Change(session with { UsedAt = Moment }, Moment)));
        return session;
    }
}
