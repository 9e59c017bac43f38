using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Reviews.Contracts.Mail;

namespace Reviews.Application.Mail;

/// <summary>
/// Closes letters before they leave the API, and opens them. They hold addresses, and codes that open accounts; the store tells neither.
/// </summary>
internal sealed class LetterSeal(IDataProtectionProvider protection)
{
    /// <summary>Plain letters stay short: what is written in other scripts is not spelt out.</summary>
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IDataProtector _protector = protection.CreateProtector("letters");

    public SealedLetter Close(Guid id, PostedLetter letter) =>
        new(id, _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(letter, Json)));

    /// <summary>The letter; null when this node lacks the key that it was closed with, or the bytes are not what was closed.</summary>
    /// <param name="letter">The letter as it was posted.</param>
    /// <param name="failure">Why not.</param>
    public PostedLetter? Open(SealedLetter letter, out Exception? failure)
    {
        failure = null;
        try
        {
            return JsonSerializer.Deserialize<PostedLetter>(_protector.Unprotect(letter.Bytes), Json);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            failure = exception;
            return null;
        }
    }
}
