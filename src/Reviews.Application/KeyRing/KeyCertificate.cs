using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Reviews.Hosting.Settings;

namespace Reviews.Application.KeyRing;

/// <summary>The certificate that encrypts the keys in the store: with the store alone, none of them can be read.</summary>
internal static class KeyCertificate
{
    private const string Setting = "Reviews:Keys:Certificate";

    /// <summary>
    /// The configured one, or else the one in the key file of the data folder. A process with an embedded silo creates that file; a node
    /// of a cluster does not, since all API nodes must share one.
    /// </summary>
    /// <exception cref="ConfigurationRefusedException">There is none, or it can't be used.</exception>
    public static X509Certificate2 Of(KeyOptions keys, SiloSettings silo)
    {
        if (keys.Certificate is { Length: > 0 } configured) return Read(configured, keys.CertificatePassword);
        var file = Path.Combine(silo.Data, KeyFile.Name);
        if (!silo.IsElsewhere) Make(file);
        else if (!File.Exists(file))
            throw Refused($"{Setting} must name the file that opens the key ring, the same one for all API nodes of the cluster; "
                + "'./reviews certificates --folder DIR' creates it as keys.pem.");
        return Read(file, null);
    }

    private static void Make(string file)
    {
        try
        {
            KeyFile.Ensure(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(
                $"The key file '{file}' can't be created in the folder of Reviews:Data, and {Setting} names no other: {failure.Message}");
        }
    }

    private static X509Certificate2 Read(string file, string? password)
    {
        try
        {
            var certificate = Parse(File.ReadAllBytes(file), password);
            using var key = certificate.GetRSAPrivateKey();
            return key is not null
                ? certificate
                : throw Refused($"{Setting} names '{file}', which has no RSA key in it; keys are encrypted with one.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Refused($"{Setting} names '{file}', which can't be read: {unreadable.Message}");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            throw Refused($"{Setting} names '{file}', which is not a PEM or PFX certificate with its private key, or "
                + "Reviews:Keys:CertificatePassword is wrong: "
                + unreadable.Message.ReplaceLineEndings(" "));
        }
    }

    private static X509Certificate2 Parse(byte[] bytes, string? password)
    {
        if (bytes.Length == 0) throw new CryptographicException("it is empty.");
        var text = Encoding.UTF8.GetString(bytes);
        if (!text.Contains("-----BEGIN ", StringComparison.Ordinal)) return X509CertificateLoader.LoadPkcs12(bytes, password);
        if (text.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal))
            return X509Certificate2.CreateFromEncryptedPem(text, text, password);
        return string.IsNullOrEmpty(password)
            ? X509Certificate2.CreateFromPem(text, text)
            : throw new CryptographicException("a password is set, but the key is not encrypted.");
    }

    private static ConfigurationRefusedException Refused(string sentence) => new([sentence]);
}

/// <summary>What the keys are encrypted with that sign cookies, tokens and links. Section <c>Reviews:Keys</c>.</summary>
internal sealed class KeyOptions
{
    /// <summary>
    /// A certificate with its RSA key, PEM or PFX, the same for all API nodes. Null: <see cref="KeyFile.Name"/> in the data folder.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>The password of the PFX, or of an encrypted private key.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>What is wrong with them, one sentence each. The file itself is checked when the process is built.</summary>
    public IEnumerable<string> Violations()
    {
        if (string.IsNullOrEmpty(Certificate) && !string.IsNullOrEmpty(CertificatePassword))
            yield return "Reviews:Keys:CertificatePassword needs Reviews:Keys:Certificate.";
    }
}
