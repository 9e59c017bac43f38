using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Certificates;

/// <summary>Reads certificates: PEM, or PFX if the file has no PEM lines.</summary>
internal static class CertificateParser
{
    private const string PemLine = "-----BEGIN ";
    private const string EncryptedKey = "ENCRYPTED PRIVATE KEY-----";

    /// <summary>The process's own certificate and its intermediates.</summary>
    /// <returns>The chain, certificate first; or what is wrong with the file, as one sentence.</returns>
    public static (X509Certificate2Collection Chain, string? Violation) Own(CertificateFiles files, ClusterSettings settings)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain = PemOf(files.Certificate) is { } pem
                ? OfPem(pem, PemOf(files.Key ?? files.Certificate), settings)
                : OfPfx(files, settings);
        }
        // ArgumentException: the key belongs to another certificate
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            return (chain, $"{Name(settings)}, which can't be read as PEM or PFX with its private key (is the key another's, "
                + $"or Reviews:Cluster:CertificatePassword wrong?): {unreadable.Message.ReplaceLineEndings(" ").TrimEnd('.')}.");
        }

        if (chain.Count == 0) return (chain, $"{Name(settings)}, which has no certificate in it.");
        if (!chain[0].HasPrivateKey) return (chain, $"{KeyName(files, settings)}, which has no private key of the certificate in it.");
        return (chain,
            IsPasswordIdle(files, settings)
            ? $"Reviews:Cluster:CertificatePassword is set, and {KeyName(files, settings)}, where the key is not encrypted."
            : null);
    }

    /// <summary>The authorities of the cluster.</summary>
    /// <returns>The ones found; or what is wrong with the file, as one sentence.</returns>
    public static (X509Certificate2Collection Authorities, string? Violation) Authorities(CertificateFiles files, ClusterSettings settings)
    {
        var found = new X509Certificate2Collection();
        try
        {
            if (PemOf(files.Authority) is { } pem) found.ImportFromPem(pem);
        }
        catch (CryptographicException unreadable)
        {
            return (found,
                $"Reviews:Cluster:Authority names '{settings.Authority}', which can't be read as PEM: {unreadable.Message.TrimEnd('.')}.");
        }

        return (found, found.Any(IsRoot) ? null : $"Reviews:Cluster:Authority names '{settings.Authority}', "
            + "which has no authority's certificate in it: a self-signed one that may sign others, in PEM.");
    }

    private static string Name(ClusterSettings settings) => $"Reviews:Cluster:Certificate names '{settings.Certificate}'";

    private static string KeyName(CertificateFiles files, ClusterSettings settings) =>
        files.Key is null ? Name(settings) : $"Reviews:Cluster:CertificateKey names '{settings.CertificateKey}'";

    /// <summary>Anyone who sets a password believes that it protects the key.</summary>
    private static bool IsPasswordIdle(CertificateFiles files, ClusterSettings settings) => settings.CertificatePassword is { Length: > 0 }
        && PemOf(files.Key ?? files.Certificate)?.Contains(EncryptedKey, StringComparison.Ordinal) == false;

    private static bool IsRoot(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
        && certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    private static X509Certificate2Collection OfPem(string certificates, string? key, ClusterSettings settings)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificates);
        if (chain.Count == 0 || key?.Contains("PRIVATE KEY-----", StringComparison.Ordinal) != true) return chain;

        chain[0] = settings.CertificatePassword is { Length: > 0 } password && key.Contains(EncryptedKey, StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPem(certificates, key, password)
            : X509Certificate2.CreateFromPem(certificates, key);
        return chain;
    }

    /// <summary>The one with the key is ours, wherever it is in the file.</summary>
    private static X509Certificate2Collection OfPfx(CertificateFiles files, ClusterSettings settings) =>
        [.. X509CertificateLoader.LoadPkcs12Collection(files.Certificate, settings.CertificatePassword).OrderByDescending(
            certificate => certificate.HasPrivateKey)];

    private static string? PemOf(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes) is var text && text.Contains(PemLine, StringComparison.Ordinal) ? text : null;
}
