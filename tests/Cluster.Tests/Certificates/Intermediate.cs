using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cluster.Tests.Certificates;

/// <summary>Authorities of which one signs the other, as large sites have them.</summary>
internal static class Intermediate
{
    public static X509Certificate2 Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return RequestOf("CN=Root", key).CreateSelfSigned(Credentials.Now.AddDays(-2), Credentials.Now.AddDays(90));
    }

    public static X509Certificate2 Of(X509Certificate2 root)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = RequestOf("CN=Between", key).Create(root, Credentials.Now.AddDays(-2), Credentials.Now.AddDays(60), [1]);
        return signed.CopyWithPrivateKey(key);
    }

    private static CertificateRequest RequestOf(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}
