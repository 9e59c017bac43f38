using System.Collections.Immutable;
using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>Where the member is signed in: starts, proves, refreshes and ends sessions.</summary>
internal sealed class MemberSessionRegistry(MemberActivation member, MemberWork work)
{
    private DurableRecord<MemberAccountState> Account => member.Journal.Account;

    public async Task<bool> BeginAsync(MemberSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (Account.Latest is not { Account: { } account } latest || account.SecurityStamp != session.Stamp || member.Journal.IsBeingErased)
            return false;
        return await PutAsync(latest.Begin(session, member.Now));
    }

    public async Task<bool> EndAsync(string sessionId) =>
        Account.Latest is { } latest && latest.Find(sessionId, member.Now) is not null && await PutAsync(latest.End(sessionId, member.Now));

    public async Task<bool> ProveAsync(string sessionId)
    {
        var now = member.Now;
        return Account.Latest is { } latest && latest.Find(sessionId, now) is { } session
            && await PutAsync(latest.Change(session with { ProvedAt = now, UsedAt = now }, now));
    }

    /// <summary>Accepts a refresh with the number of the last one, and ends the session on any other: its token was used twice.</summary>
    /// <returns>The next number; null when the session no longer exists.</returns>
    public async Task<long?> RefreshAsync(string sessionId, long number)
    {
        if (Account.Latest is not { } latest || latest.Find(sessionId, member.Now) is not { } session) return null;
        if (session.Refreshes != number)
        {
            await PutAsync(latest.End(sessionId, member.Now));
            return null;
        }

        var next = session with { Refreshes = number + 1, UsedAt = member.Now };
        await PutAsync(latest.Change(next, member.Now));
        return next.Refreshes;
    }

    /// <summary>The valid sessions, most recently used first.</summary>
    public ImmutableArray<MemberSession> Read() =>
        Account.Value is { } own ? [.. own.Good(member.Now).OrderByDescending(session => session.UsedAt)] : [];

    /// <summary>
    /// The valid session a call belongs to; its use is recorded, without waiting, when the last recorded one is an hour old.
    /// </summary>
    public MemberSession? Use(string ticket)
    {
        if (SessionTicket.SessionOf(ticket) is not { } id || Account.Latest is not { } latest) return null;
        if (latest.Find(id, member.Now) is not { } session) return null;
        if (member.Now - session.UsedAt >= MemberSession.UseInterval && !member.Journal.IsBeingErased)
            _ = work.TryAsync(() => PutAsync(latest.Change(session with { UsedAt = member.Now }, member.Now)));
        return session;
    }

    private async Task<bool> PutAsync(MemberAccountState state)
    {
        Account.Replace(state);
        await member.Journal.CommitAsync();
        return true;
    }
}
