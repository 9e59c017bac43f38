using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reviews.Testing;

/// <summary>A file that decrypts key rings, as operators create it for all API nodes of a cluster.</summary>
internal static class SharedKeyFile
{
    private static readonly Lazy<string> Made = new(Make);

    public static string Path => Made.Value;

    /// <summary>
    /// Spares a server whose data folder exists and has no key yet the making of one, which takes it about as long as the rest of its
    /// start. A server that is to create its folder makes its key, too.
    /// </summary>
    public static void PutInto(string dataFolder)
    {
        var path = System.IO.Path.Combine(dataFolder, "keys.pem");
        if (Directory.Exists(dataFolder) && !File.Exists(path)) File.Copy(Path, path);
    }

    private static string Make()
    {
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, $"keys-{Environment.ProcessId}.pem");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys of a test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
