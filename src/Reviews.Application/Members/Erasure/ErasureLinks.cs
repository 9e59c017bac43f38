using System.Globalization;
using System.Security.Cryptography;

namespace Reviews.Application.Members.Erasure;

/// <summary>The unguessable address of an erasure's progress: the member's number and 128 random bits.</summary>
internal static class ErasureLinks
{
    private const int IdDigits = 16;
    private const int SecretBytes = 16;

    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string TokenOf(long userId, string secret) => userId.ToString("x16", CultureInfo.InvariantCulture) + secret;

    public static string ApiHref(string token) => $"/api/erasures/{token}";

    public static string PageHref(string token) => $"/account/erased/{token}";

    /// <summary>Whose erasure a token tells of, and under which secret.</summary>
    public static bool TryRead(string token, out long userId, out string secret)
    {
        (userId, secret) = (0, "");
        if (token.Length != IdDigits + SecretBytes * 2 || !token.All(char.IsAsciiHexDigitLower)) return false;
        secret = token[IdDigits..];
        return long.TryParse(token.AsSpan(0, IdDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out userId)
            && userId > 0;
    }
}
