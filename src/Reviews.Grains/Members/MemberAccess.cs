using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Decides whether a call may act on the member's behalf.</summary>
internal sealed class MemberAccess(MemberActivation member)
{
    private MemberJournal Journal => member.Journal;

    /// <summary>Whether a call belongs to a valid session, or presents the account's stamp, as the site's own jobs do.</summary>
    public bool Admits(MemberAccountState? state, string ticket) =>
        SessionTicket.SessionOf(ticket) is { } id ? state?.Find(id, member.Now) is not null : state?.Account?.SecurityStamp == ticket;

    /// <summary>Why a call may not write on the member's behalf; null when it may.</summary>
    /// <remarks>Check again after each wait: the member may have been erased or suspended in the meantime.</remarks>
    public T? Refuse<T>(string securityStamp, T signedOut, T suspended)
        where T : struct =>
        !Admits(Journal.Account.Value, securityStamp) || Journal.IsBeingErased ? signedOut
        : Journal.IsBeingSuspended ? suspended
        : null;
}
