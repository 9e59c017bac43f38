using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reviews.Testing;

/// <summary>A file that decrypts key rings, as operators create it for all API nodes of a cluster.</summary>
internal static class SharedKeyFile
{
    private static readonly Lazy<string> Made = new(Make);

    public static string Path => Made.Value;

    private static string Make()
    {
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, $"keys-{Environment.ProcessId}.pem");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys of a test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return path;
    }
}
