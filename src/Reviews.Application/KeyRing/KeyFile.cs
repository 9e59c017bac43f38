using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reviews.Application.KeyRing;

/// <summary>
/// The file that opens the key ring: a certificate with its private key, in PEM, that only encrypts what the store keeps of the ring.
/// Only its user can read it. It is created once, by an API with an embedded silo or by whoever sets up a cluster, and never renewed.
/// </summary>
internal static class KeyFile
{
    /// <summary>What it is called in the data folder.</summary>
    public const string Name = "keys.pem";

    private const int KeyBits = 3072;

    /// <summary>Nobody checks its dates, but a certificate has to have some: 100 years.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(36_500);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the file if it is missing, and its folder.</summary>
    /// <returns>Whether it was created.</returns>
    /// <exception cref="IOException">It can't be.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static bool Ensure(string path)
    {
        if (File.Exists(path)) return false;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);

        // Two processes that start at once create two, and both use the one that was there first.
        var making = $"{path}.{Guid.NewGuid():N}";
        Write(making, Make());
        try
        {
            File.Move(making, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(making);
            return false;
        }
    }

    private static string Make()
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=OrleansReviews key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Life);
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(path, options);
        file.Write(text);
    }
}
