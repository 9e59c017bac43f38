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
internal sealed class EmailSeal(IDataProtectionProvider protection)
{
    /// <summary>Keeps the JSON short: other scripts are not escaped.</summary>
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IDataProtector _protector = protection.CreateProtector("letters");

    public SealedEmail Close(Guid id, QueuedEmail email) =>
        new(id, _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(email, Json)));

    /// <summary>The email; null when this node lacks the key it was encrypted with, or the bytes are not what was encrypted.</summary>
    /// <param name="email">The letter as it was posted.</param>
    /// <param name="failure">Why not.</param>
    public QueuedEmail? Open(SealedEmail email, out Exception? failure)
    {
        failure = null;
        try
        {
            return JsonSerializer.Deserialize<QueuedEmail>(_protector.Unprotect(email.Bytes), Json);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            failure = exception;
            return null;
        }
    }
}
