using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Reviews.Application.Members.SignIn;

/// <summary>
/// Browsers in which a member has signed in before, by a cookie that nobody else can make: strangers who try passwords then slow down
/// strangers, not the member. (OWASP calls it a device cookie.)
/// </summary>
internal sealed class KnownDevices(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    /// <summary>The cookie's name.</summary>
    public const string CookieName = "reviews.device";

    /// <summary>Members whom one browser is known for: 8, those who signed in last.</summary>
    private const int MaxMembers = 8;

    private const char Separator = ' ';
    private const char EpochMark = '.';

    /// <summary>How long a browser is known after a sign-in: 90 days.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Reviews.KnownDevices").ToTimeLimitedDataProtector();

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("Devices are known within a request.");

    /// <summary>What the browser is known by to this member; null when they have not signed in here before.</summary>
    public string? Of(Member member) =>
        Read() is [var device, .. var members] && members.Contains(NameOf(member)) ? device : null;

    /// <summary>Lets the browser be known to a member who has just signed in.</summary>
    public void Remember(Member member)
    {
        var (device, others) = Read() is [var known, .. var members] ? (known, members) : (NewDevice(), []);
        var id = MemberIds.Format(member.Id);
        string[] all = [device, .. others.Where(other => other.Split(EpochMark)[0] != id).TakeLast(MaxMembers - 1), NameOf(member)];
        Context.Response.Cookies.Append(CookieName, _protector.Protect(string.Join(Separator, all), Lifetime), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Lifetime,
            SameSite = SameSiteMode.Lax,
            Secure = Context.Request.IsHttps,
        });
    }

    /// <summary>The member as one browser knows them: after a reset by mail no browser does that knew them before.</summary>
    private static string NameOf(Member member) => member.DeviceEpoch is { } epoch
        ? $"{MemberIds.Format(member.Id)}{EpochMark}{epoch}"
        : MemberIds.Format(member.Id);

    private string[] Read()
    {
        if (Context.Request.Cookies[CookieName] is not { Length: > 0 } cookie) return [];
        try
        {
            return _protector.Unprotect(cookie).Split(Separator);
        }
        catch (CryptographicException)
        {
            return [];   // too old, of another key ring, or made up: an unknown browser either way
        }
    }

    private static string NewDevice() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
