using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reviews.DevCluster.Certificates;

/// <summary>Creates a cluster's certificates: its own authority, and the ones that signs.</summary>
internal static class CertificateMaker
{
    /// <summary>How long an authority lasts: 10 years.</summary>
    public static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650);

    /// <summary>How long a node's certificate lasts: 1 year.</summary>
    public static readonly TimeSpan NodeLife = TimeSpan.FromDays(365);

    /// <summary>Certificates become valid this long before their creation, for machines whose clocks are slow: 1 h.</summary>
    private static readonly TimeSpan Head = TimeSpan.FromHours(1);

    private const int SerialBytes = 16;

    /// <summary>A new authority with its private key.</summary>
    public static X509Certificate2 Authority(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            $"CN=OrleansReviews cluster authority of {now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", key,
            HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now - Head, now + AuthorityLife);
    }

    /// <summary>A new certificate with its private key.</summary>
    /// <param name="authority">Who signs it.</param>
    /// <param name="kind">Whose it is.</param>
    /// <param name="from">When it becomes valid.</param>
    /// <param name="until">When it expires.</param>
    public static X509Certificate2 Node(X509Certificate2 authority, NodeKind kind, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=OrleansReviews {kind.Name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. kind.Usages.Select(oid => new Oid(oid))], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var signed = request.Create(authority, from, until, RandomNumberGenerator.GetBytes(SerialBytes));
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>A certificate that is valid from now on, for the full lifetime.</summary>
    public static X509Certificate2 Node(X509Certificate2 authority, NodeKind kind, DateTimeOffset now) =>
        Node(authority, kind, now - Head, now + NodeLife);
}
