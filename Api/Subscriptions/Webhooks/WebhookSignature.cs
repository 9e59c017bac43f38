using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reviews.Api.Subscriptions.Webhooks;

/// <summary>The headers that sign a message as in Standard Webhooks (standardwebhooks.com).</summary>
/// <param name="Id">The sender's id of the message, the same each time it is sent; at most <see cref="MaxIdLength"/> characters.</param>
/// <param name="SentAt">When it was sent this time, in whole seconds.</param>
/// <param name="Signatures">What it is signed with: <c>v1,</c> and base64 of an HMAC-SHA256, once for each secret the sender has.</param>
internal sealed record WebhookSignature(string Id, DateTimeOffset SentAt, IReadOnlyList<string> Signatures)
{
    /// <summary>Most characters of an id: 200.</summary>
    public const int MaxIdLength = 200;

    /// <summary>Most signatures that are looked at: 8.</summary>
    private const int MaxSignatures = 8;

    private const string Version = "v1,";

    /// <summary>What the headers say; null when one is missing or can't be read.</summary>
    public static WebhookSignature? Of(IHeaderDictionary headers)
    {
        if (headers["webhook-id"] is not [{ Length: > 0 and <= MaxIdLength } id] || id.Contains('.') || id.Any(char.IsControl)) return null;
        if (headers["webhook-timestamp"] is not [{ } seconds] || headers["webhook-signature"] is not [{ } signatures]) return null;
        if (!long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || sent > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return null;
        return new WebhookSignature(
            id, DateTimeOffset.FromUnixTimeSeconds(sent), signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether one of the keys signed id, time and body.</summary>
    public bool IsBy(IEnumerable<byte[]> keys, ReadOnlySpan<byte> body)
    {
        var signed = new byte[Encoding.UTF8.GetByteCount(Head) + body.Length];
        body.CopyTo(signed.AsSpan(Encoding.UTF8.GetBytes(Head, signed)));
        var fits = false;
        foreach (var key in keys)
        {
            var expected = HMACSHA256.HashData(key, signed);
            foreach (var signature in Signatures.Take(MaxSignatures))
                fits |= CryptographicOperations.FixedTimeEquals(expected, Read(signature));
        }

        return fits;
    }

    private string Head => string.Create(CultureInfo.InvariantCulture, $"{Id}.{SentAt.ToUnixTimeSeconds()}.");

    private static byte[] Read(string signature)
    {
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        return signature.StartsWith(Version, StringComparison.Ordinal)
            && Convert.TryFromBase64String(signature[Version.Length..], hash, out var length) && length == hash.Length ? hash : [];
    }
}
