using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Browser.Tests.Fixtures;

/// <summary>The app on a member's phone that shows a new code every half minute (RFC 6238).</summary>
internal static class Authenticator
{
    private const int SecondsACode = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Makes an account that asks for a code; answers its email.</summary>
    public static async Task<string> JoinAsync(Uri address)
    {
        var email = People.NewEmail();
        using var member = await Client.JoinAsync(address, email);
        var key = await AskAsync(member, new { });
        using var again = await Client.SignInAsync(address, email);   // a new key ends all sessions
        await AskAsync(again, new { enable = true, twoFactorCode = CodeOf(key) });
        return email;
    }

    private static async Task<string> AskAsync(Client member, object question)
    {
        using var answer = await member.Http.PostAsJsonAsync("/api/account/manage/2fa", question, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var account = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return account.GetProperty("sharedKey").GetString()!;
    }

    /// <summary>The code of this moment; the server takes those beside it as well.</summary>
    public static string CodeOf(string key)
    {
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / SecondsACode);
#pragma warning disable CA5350 // What authenticators use.
        var hash = HMACSHA1.HashData(Decode(key), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Base32.</summary>
    private static byte[] Decode(string key)
    {
        var bits = string.Concat(
            key.Select(letter => Alphabet.IndexOf(letter, StringComparison.Ordinal).ToString("B5", CultureInfo.InvariantCulture)));
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }
}
