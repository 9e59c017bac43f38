using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.SignIn;

/// <summary>Starts and ends members' sessions, and knows the session of the current call.</summary>
internal sealed class MemberSessions(IHttpContextAccessor accessor, IGrainFactory grains, TimeProvider time)
{
    /// <summary>Bytes of a session's id: 16.</summary>
    private const int IdBytes = 16;

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("Sessions begin and end within a request.");

    /// <summary>The session's id of a ticket; null when it has none, and so signs nobody in.</summary>
    public static string? IdOf(ClaimsPrincipal ticket) => ticket.FindFirstValue(SessionClaims.SessionId);

    /// <summary>Starts a session for a member who has just proved who they are.</summary>
    /// <returns>The claims of its tickets.</returns>
    /// <exception cref="AccountChangedException">The account has changed meanwhile.</exception>
    public async Task<IEnumerable<Claim>> BeginAsync(Member member, bool byToken)
    {
        var now = time.GetUtcNow();
        var session = new MemberSession(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), member.SecurityStamp ?? "", byToken, Device(), Address(),
            now, now, now);
        if (!await Of(member.Id).BeginSessionAsync(session)) throw new AccountChangedException();
        return ClaimsOf(session.SessionId, session.Refreshes);
    }

    public static IEnumerable<Claim> ClaimsOf(string sessionId, long refreshes) =>
        [new(SessionClaims.SessionId, sessionId), new(SessionClaims.Refresh, refreshes.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The caller's sessions, most recently used first.</summary>
    public async Task<IReadOnlyList<SessionInfo>> MineAsync() =>
        [.. (await Mine.SessionsAsync()).Select(session => SessionInfo.Of(session, IdOf(Context.User)))];

    /// <summary>Ends one of them; false when there is none such.</summary>
    public async Task<bool> EndMineAsync(string id) =>
        (await Mine.SessionsAsync()).FirstOrDefault(session => SessionInfo.IdOf(session) == id) is { } session
        && await Mine.EndSessionAsync(session.SessionId);

    /// <summary>Ends the session of the present call, if it has one.</summary>
    public async Task EndCurrentAsync()
    {
        if (MemberIds.Of(Context.User) is { } id && IdOf(Context.User) is { } session) await Of(id).EndSessionAsync(session);
    }

    /// <summary>The session of the present call, where it is the member's; null in others' calls and in the site's own work.</summary>
    public string? CurrentOf(Member member) =>
        accessor.HttpContext is { User: var user } && MemberIds.Of(user) == member.Id ? IdOf(user) : null;

    /// <summary>Records that the caller has just proved that they are the member.</summary>
    public async Task ProveCurrentAsync()
    {
        if (MemberIds.Of(Context.User) is not { } id || IdOf(Context.User) is not { } session || !await Of(id).ProveSessionAsync(session))
            return;
        if (Context.Features.Get<MemberStatus>() is { } status) Context.Features.Set(status with { ProvedAt = time.GetUtcNow() });
    }

    public IMemberSessionsGrain Of(long userId) => grains.GetGrain<IMemberSessionsGrain>(userId);

    private IMemberSessionsGrain Mine => Of(Caller.Required(Context).UserId);

    private string Device()
    {
        var said = string.Concat(Context.Request.Headers.UserAgent.ToString().Where(letter => !char.IsControl(letter)));
        return said.Length > MemberSession.MaxDeviceLength ? said[..MemberSession.MaxDeviceLength] : said;
    }

    private string Address() => Context.Connection.RemoteIpAddress?.ToString() ?? "";
}
