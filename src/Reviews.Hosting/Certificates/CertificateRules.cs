using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Reviews.Hosting.Certificates;

/// <summary>Which certificates are valid: signed by an authority of the cluster, within their dates, and meant for their use.</summary>
internal static class CertificateRules
{
    private const X509ChainStatusFlags Unsigned = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot
        | X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.InvalidBasicConstraints;

    /// <summary>How a chain is built.</summary>
    /// <remarks>
    /// Only the cluster's authorities count, nothing is fetched from URLs in a stranger's certificate, and revocation is not checked:
    /// docs/decisions/0036-silos-know-each-other-by-certificates.md.
    /// </remarks>
    public static X509ChainPolicy Policy(X509Certificate2Collection authorities, CertificateUsages usages, DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = now.LocalDateTime,
        };
        policy.CustomTrustStore.AddRange(authorities);
        usages.AddTo(policy);
        return policy;
    }

    /// <summary>What is wrong with a certificate, as predicates of a sentence that begins with its name.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="chain">Its chain, built under <see cref="Policy"/>.</param>
    /// <param name="usages">What it is used for.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<string> Faults(X509Certificate2 certificate, X509Chain chain, CertificateUsages usages, DateTimeOffset now)
    {
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (certificate.NotAfter < now.LocalDateTime) yield return $"expired on {Text(certificate.NotAfter)}";
        if (certificate.NotBefore > now.LocalDateTime) yield return $"is not valid before {Text(certificate.NotBefore)}";
        if (!usages.AreOf(certificate)) yield return $"is not for {usages} (extended key usage, digital signature)";
        if ((status & Unsigned) != 0) yield return "is not signed by an authority of the cluster";
        else if (chain.ChainElements.Skip(1).Any(IsOutOfTime)) yield return "is signed by an authority that is not within its own dates";

        var others = status & ~(Unsigned | X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotValidForUsage);
        if (others != X509ChainStatusFlags.NoError) yield return $"can't be used ({others})";
    }

    /// <summary>A timestamp as certificates show it.</summary>
    public static string Text(DateTime moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static bool IsOutOfTime(X509ChainElement element) =>
        element.ChainElementStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid));
}
