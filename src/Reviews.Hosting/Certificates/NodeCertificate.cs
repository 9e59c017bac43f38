using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Certificates;

/// <summary>
/// The certificate that identifies a process to its cluster, and the authorities by which it recognises the others. Checked and immutable.
/// </summary>
internal sealed class NodeCertificate
{
    private readonly X509Certificate2Collection _authorities;

    private NodeCertificate(X509Certificate2Collection chain, X509Certificate2Collection authorities)
    {
        (Certificate, _authorities) = (chain[0], authorities);
        Context = SslStreamCertificateContext.Create(Certificate, [.. chain.Skip(1)], offline: true);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>What is presented to others: the certificate and its intermediates.</summary>
    public SslStreamCertificateContext Context { get; }

    public DateTimeOffset RunsOut => new(Certificate.NotAfter);

    /// <summary>How to judge others' certificates.</summary>
    public X509ChainPolicy PolicyFor(CertificateUsages usages, DateTimeOffset now) => CertificateRules.Policy(_authorities, usages, now);

    /// <summary>Reads and checks it.</summary>
    /// <param name="files">What the files contain.</param>
    /// <param name="settings">Which they are.</param>
    /// <param name="usages">What it is used for.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ConfigurationRefusedException">Something is wrong; everything that is wrong is named.</exception>
    public static NodeCertificate Read(CertificateFiles files, ClusterSettings settings, CertificateUsages usages, DateTimeOffset now)
    {
        var (chain, unreadable) = CertificateParser.Own(files, settings);
        var (authorities, noAuthority) = CertificateParser.Authorities(files, settings);
        string?[] violations = [unreadable, noAuthority];
        if (violations.All(violation => violation is null)) violations = [.. Violations(chain, authorities, settings, usages, now)];
        return violations.Length == 0
            ? new NodeCertificate(chain, authorities)
            : throw new ConfigurationRefusedException([.. violations.OfType<string>()]);
    }

    private static IEnumerable<string> Violations(
        X509Certificate2Collection chain, X509Certificate2Collection authorities, ClusterSettings settings, CertificateUsages usages,
        DateTimeOffset now)
    {
        using var built = new X509Chain { ChainPolicy = CertificateRules.Policy(authorities, usages, now) };
        built.ChainPolicy.ExtraStore.AddRange(chain);
        built.Build(chain[0]);
        return [.. CertificateRules.Faults(chain[0], built, usages, now).Select(
            fault => $"Reviews:Cluster:Certificate names '{settings.Certificate}': the certificate '{chain[0].Subject}' {fault}.")];
    }
}
