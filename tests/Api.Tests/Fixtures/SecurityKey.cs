using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>
/// An authenticator in software: makes one WebAuthn credential (ES256, attestation "none"), and signs with it as a browser would hand it
/// on.
/// </summary>
internal sealed class SecurityKey(string origin, SecurityKey? sameId = null)
{
    private const byte PresentAndVerified = 0x05;
    private const byte WithCredential = 0x40;

    private readonly byte[] _id = sameId?._id ?? RandomNumberGenerator.GetBytes(32);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string _userHandle = "";

    /// <summary>Uses so far. A clone of the key would fall behind.</summary>
    public uint Uses { get; set; }

    /// <summary>The answer to the options of a creation.</summary>
    public string Create(string options)
    {
        using var asked = JsonDocument.Parse(options);
        _userHandle = asked.RootElement.GetProperty("user").GetProperty("id").GetString()!;
        var point = _key.ExportParameters(false).Q;
        byte[] publicKey = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
        byte[] data =
        [
            .. Head(asked.RootElement.GetProperty("rp").GetProperty("id").GetString()!, PresentAndVerified | WithCredential),
            .. new byte[16], 0, (byte)_id.Length, .. _id, .. publicKey,
        ];
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), .. Bytes(data)];
        var response = new { clientDataJSON = Encode(ClientData("webauthn.create", asked)), attestationObject = Encode(attestation),
            transports = new[] { "internal" } };
        return Credential(response);
    }

    /// <summary>The answer to the options of a sign-in.</summary>
    public string Sign(string options)
    {
        using var asked = JsonDocument.Parse(options);
        Uses++;
        var data = Head(asked.RootElement.GetProperty("rpId").GetString()!, PresentAndVerified);
        var client = ClientData("webauthn.get", asked);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        var signature = _key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(
            new { clientDataJSON = Encode(client), authenticatorData = Encode(data), signature = Encode(signature),
                userHandle = _userHandle });
    }

    private string Credential(object response) => JsonSerializer.Serialize(
        new { id = Encode(_id), rawId = Encode(_id), type = "public-key", clientExtensionResults = new { },
            authenticatorAttachment = "platform", response });

    private byte[] Head(string site, byte flags)
    {
        var uses = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(uses, Uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site)), flags, .. uses];
    }

    private byte[] ClientData(string type, JsonDocument asked) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = asked.RootElement.GetProperty("challenge").GetString(), origin, crossOrigin = false });

    /// <summary>CBOR, a text of less than 24 bytes.</summary>
    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.UTF8.GetBytes(text)];

    /// <summary>CBOR, 24 to 255 bytes.</summary>
    private static byte[] Bytes(byte[] bytes) => [0x58, checked((byte)bytes.Length), .. bytes];

    private static string Encode(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
