using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Reviews.Application.Members.Passkeys;

/// <summary>The question that a passkey's answer names.</summary>
internal static class PasskeyQuestion
{
    /// <summary>A hash of the challenge in an answer's client data (WebAuthn 5.8.1); null when the answer has none.</summary>
    public static string? HashIn(string credential)
    {
        try
        {
            using var answer = JsonDocument.Parse(credential);
            var data = WebEncoders.Base64UrlDecode(answer.RootElement.GetProperty("response").GetProperty("clientDataJSON").GetString()!);
            using var client = JsonDocument.Parse(data);
            var challenge = client.RootElement.GetProperty("challenge").GetString()!.TrimEnd('=');   // one question, however it is written
            return Convert.ToHexStringLower(SHA256.HashData(WebEncoders.Base64UrlDecode(challenge)));
        }
        catch (Exception unreadable) when (
            unreadable is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or ArgumentNullException)
        {
            return null;
        }
    }
}
