using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Reviews.Contracts.Mail;

namespace Reviews.Application.Mail;

/// <summary>
/// Encrypts emails before they leave the API, and decrypts them. They hold addresses, and codes that open accounts; the store reveals
/// neither.
/// </summary>
internal sealed class LetterSeal(IDataProtectionProvider protection)
{
    /// <summary>Keeps the JSON short: other scripts are not escaped.</summary>
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IDataProtector _protector = protection.CreateProtector("letters");

    public SealedLetter Close(Guid id, PostedLetter letter) =>
        new(id, _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(letter, Json)));

    /// <summary>The email; null when this node lacks the key it was encrypted with, or the bytes are not what was encrypted.</summary>
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
