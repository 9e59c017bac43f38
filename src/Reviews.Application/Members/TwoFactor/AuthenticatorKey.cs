using System.Globalization;
using System.Text;
using QRCoder;

namespace Reviews.Application.Members.TwoFactor;

/// <summary>The secret that a member's authenticator shares with us, as people and cameras read it.</summary>
internal static class AuthenticatorKey
{
    private const string Issuer = "OrleansReviews";

    /// <summary>In groups of four, in lowercase: easier to type.</summary>
    public static string Spell(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group))).ToLowerInvariant();

    /// <summary>
    /// The address that authenticators know, with our name and the member's email, so that one with many accounts can tell them apart.
    /// </summary>
    public static string Address(string key, string email) =>
        $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(email)}?secret={key}&issuer={Issuer}&digits=6";

    /// <summary>A drawing of the text as a QR code.</summary>
    public static QrDrawing Draw(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        return new QrDrawing(code.ModuleMatrix.Count, path.ToString());
    }
}

/// <summary>A QR code for an SVG: its dark squares as one path.</summary>
/// <param name="Size">Squares a side, the quiet border included.</param>
/// <param name="Path">The path's commands, in units of a square.</param>
internal sealed record QrDrawing(int Size, string Path);
