using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Reviews.DevCluster.Certificates;
using Reviews.Hosting.Settings;

namespace Cluster.Tests.Certificates;

/// <summary>A folder with an authority, and certificates of it as a test wants them.</summary>
internal sealed class Credentials : IDisposable
{
    private readonly DataFolder _folder = new();

    public Credentials()
    {
        Authority = CertificateMaker.Authority(Now.AddDays(-60));
        AuthorityFile = Write("authority.pem", Authority.ExportCertificatePem());
    }

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public X509Certificate2 Authority { get; }

    public string AuthorityFile { get; }

    /// <summary>Settings with a good certificate.</summary>
    public ClusterSettings Of(NodeKind kind) => With(Make(kind, TimeSpan.FromDays(-1), TimeSpan.FromDays(30)));

    /// <summary>Settings with a certificate that is valid from one moment to another, both seen from now.</summary>
    public ClusterSettings Of(NodeKind kind, TimeSpan from, TimeSpan until) => With(Make(kind, from, until));

    /// <summary>Settings with this certificate, in a file of its own.</summary>
    public ClusterSettings With(X509Certificate2 certificate) =>
        new() { Certificate = Write($"{Guid.NewGuid():N}.pem", Pem(certificate)), Authority = AuthorityFile };

    public X509Certificate2 Make(NodeKind kind, TimeSpan from, TimeSpan until) =>
        CertificateMaker.Node(Authority, kind, Now + from, Now + until);

    /// <summary>A good certificate of another authority.</summary>
    public static X509Certificate2 OfAnother(NodeKind kind)
    {
        using var other = CertificateMaker.Authority(Now);
        return CertificateMaker.Node(other, kind, Now);
    }

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The certificate and its key.</summary>
    public static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n" + KeyPem(certificate);

    public static string KeyPem(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    public static string EncryptedKeyPem(X509Certificate2 certificate, string password)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportEncryptedPkcs8PrivateKeyPem(
            password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));
    }

    public void Dispose()
    {
        Authority.Dispose();
        _folder.Dispose();
    }
}
