using System.Globalization;
using System.Security.Claims;

namespace Reviews.Application.Members;

/// <summary>Members' ids as text: a positive 63-bit number in decimal, without sign or leading zero.</summary>
internal static class MemberIds
{
    public static string Format(long userId) => userId.ToString(CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out long userId) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out userId) && userId > 0 && text![0] != '0';

    /// <summary>The signed-in member's id; null when nobody is signed in.</summary>
    public static long? Of(ClaimsPrincipal? user) =>
        user?.Identity?.IsAuthenticated == true && TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
