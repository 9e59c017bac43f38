using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>The app on a member's phone: shows the codes of RFC 6238 for a key that was typed in.</summary>
internal static class Authenticator
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code of this moment, or of one a few half minutes ahead: each is good once.</summary>
    public static string Code(string key, int ahead = 0)
    {
        Span<byte> step = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(step, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + ahead);
#pragma warning disable CA5350 // What authenticators use.
        var hash = HMACSHA1.HashData(Decode(key), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var bits = string.Concat(key.ToUpperInvariant().Where(Base32.Contains)
            .Select(letter => Convert.ToString(Base32.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
