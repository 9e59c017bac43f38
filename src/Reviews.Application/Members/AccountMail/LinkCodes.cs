using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Reviews.Application.Members.AccountMail;

/// <summary>
/// Identity's tokens as they stand in links: written as Identity's own endpoints write them, so that either reads the other's.
/// </summary>
internal static class LinkCodes
{
    public static string Encode(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));

    /// <summary>The token; an empty one, which is never valid, when the code was damaged on its way.</summary>
    public static string Decode(string? code)
    {
        try
        {
            return code is null ? "" : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
