using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reviews.Hosting.Certificates;

/// <summary>What certificates are for: their extended key usage distinguishes silos from API nodes.</summary>
internal sealed class CertificateUsages
{
    private readonly Oid[] _oids;
    private readonly string _words;

    private CertificateUsages(string words, params string[] oids) => (_words, _oids) = (words, [.. oids.Select(oid => new Oid(oid))]);

    /// <summary>A silo accepts connections, and connects to other silos.</summary>
    public static CertificateUsages Silo { get; } = new("server and client authentication", ServerAuthentication, ClientAuthentication);

    /// <summary>An API node, or any other client of silos, only connects.</summary>
    public static CertificateUsages Client { get; } = new("client authentication", ClientAuthentication);

    /// <summary>The side that accepts connections.</summary>
    public static CertificateUsages Server { get; } = new("server authentication", ServerAuthentication);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Makes a chain require them.</summary>
    public void AddTo(X509ChainPolicy policy)
    {
        foreach (var oid in _oids) policy.ApplicationPolicy.Add(oid);
    }

    /// <summary>
    /// Whether a certificate names them all. One that names none would be valid for everything elsewhere, but is valid for nothing here.
    /// </summary>
    public bool AreOf(X509Certificate2 certificate)
    {
        var named = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(extension => extension.EnhancedKeyUsages.Cast<Oid>()).Select(oid => oid.Value).ToHashSet();
        var signs = certificate.Extensions.OfType<X509KeyUsageExtension>().All(
            key => key.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature));
        return signs && _oids.All(oid => named.Contains(oid.Value));
    }

    public override string ToString() => _words;
}
