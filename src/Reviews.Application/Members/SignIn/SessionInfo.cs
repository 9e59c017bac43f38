using Reviews.Contracts.Members;

namespace Reviews.Application.Members.SignIn;

/// <summary>One session.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsCurrent">Whether this call belongs to it.</param>
/// <param name="Kind"><c>browser</c> or <c>program</c>.</param>
/// <param name="Device">What the client calls itself.</param>
/// <param name="Address">The network address it started from.</param>
/// <param name="CreatedAt">When it started.</param>
/// <param name="UsedAt">When it was last used, to the hour.</param>
internal sealed record SessionInfo(
    string Id, bool IsCurrent, string Kind, string Device, string Address, DateTimeOffset CreatedAt, DateTimeOffset UsedAt)
{
    /// <summary>Digits of <see cref="Id"/>: enough to tell a member's sessions apart, and too few to make a ticket of.</summary>
    private const int IdDigits = 16;

    public static string IdOf(MemberSession session) => session.SessionId[..IdDigits];

    public static SessionInfo Of(MemberSession session, string? current) => new(
        IdOf(session), session.SessionId == current, session.ByToken ? "program" : "browser", session.Device, session.Address,
        session.CreatedAt,
        session.UsedAt);
}
