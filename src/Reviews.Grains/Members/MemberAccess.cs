using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Decides whether a call may act in the member's name.</summary>
internal sealed class MemberAccess(MemberActivation member)
{
    private MemberJournal Journal => member.Journal;

    /// <summary>Whether a call belongs to a session that is good, or shows the account's stamp, as the site's own work does.</summary>
    public bool Admits(MemberAccountState? state, string ticket) =>
        SessionTicket.SessionOf(ticket) is { } id ? state?.Find(id, member.Now) is not null : state?.Account?.SecurityStamp == ticket;

    /// <summary>Why a call may write nothing in the member's name; null when it may.</summary>
    /// <remarks>To be asked again after each wait: the member may have been erased or suspended meanwhile.</remarks>
    public T? Refuse<T>(string securityStamp, T signedOut, T suspended)
        where T : struct =>
        !Admits(Journal.Account.Value, securityStamp) || Journal.IsBeingErased ? signedOut
        : Journal.IsBeingSuspended ? suspended
        : null;
}
