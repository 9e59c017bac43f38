using System.Net;
using Orleans.Configuration;

namespace Reviews.Hosting.Settings;

/// <summary>Which cluster a process belongs to.</summary>
public sealed class ClusterSettings
{
    /// <summary>A single silo, inside the API's process or alongside it.</summary>
    public const string Localhost = "localhost";

    /// <summary>Silos find each other through tables in PostgreSQL.</summary>
    public const string Postgres = "postgres";

    /// <summary>Silos find each other through a table in a storage account.</summary>
    public const string Azure = "azure";

    /// <summary>How silos find each other: <c>localhost</c>, <c>postgres</c> or <c>azure</c>. Default: <c>localhost</c>.</summary>
    public string Membership { get; set; } = Localhost;

    /// <summary>The cluster's id; a store remembers it and accepts no other. Default: <c>orleans-reviews</c>.</summary>
    public string Id { get; set; } = "orleans-reviews";

    /// <summary>
    /// The connection string of the membership's database or storage account; null for that of the store of the same kind.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>The address or host name at which other processes reach this silo. Default: loopback.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>For an API node: one silo's gateway, such as <c>127.0.0.1:30000</c>, instead of a silo in its own process.</summary>
    public string? Gateway { get; set; }

    /// <summary>
    /// The file of the certificate that identifies this process to the cluster: PEM with the private key, or PFX. If null, connections
    /// between silos and from API nodes are neither encrypted nor authenticated.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM file of its private key; null if the key is in the same file.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>The password of the PFX, or of an encrypted private key.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>
    /// The PEM file of the authority that signs for the cluster, or of two while one replaces the other. Anyone whose certificate they
    /// signed is let in.
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>
    /// Whether only the cluster's own processes can reach its ports, so that it needs no certificates outside this machine. Default: false.
    /// </summary>
    public bool TrustedNetwork { get; set; }

    /// <summary>Whether talking to other machines is allowed: there is a certificate, or nobody else can reach the cluster.</summary>
    internal bool IsSure => TrustedNetwork || HasCertificate;

    /// <summary>
    /// Whether the process presents and requires certificates. Compose and similar tools pass unset values as empty strings.
    /// </summary>
    internal bool HasCertificate => !string.IsNullOrEmpty(Certificate);

    /// <summary>The sentence that refuses to talk to unidentified processes.</summary>
    internal static string NotSure(string why) =>
        $"{why}, and anyone who can reach it could do anything there: set Reviews:Cluster:Certificate and Reviews:Cluster:Authority, "
        + "or Reviews:Cluster:TrustedNetwork=true where nobody but the cluster's own processes can.";

    internal IEnumerable<string> Violations()
    {
        foreach (var violation in TrustViolations()) yield return violation;
        if (Membership is not (Localhost or Postgres or Azure))
            yield return $"Reviews:Cluster:Membership is '{Membership}'; there are {Localhost}, {Postgres} and {Azure}.";
        if (string.IsNullOrWhiteSpace(Id) || Id.Length > MaxIdLength || Id.Any(char.IsControl))
            yield return $"Reviews:Cluster:Id must be 1 to {MaxIdLength} characters, without control characters.";
        if (Membership == Azure && Id.Any(OutsideKeys.Contains))
            yield return $"Reviews:Cluster:Id is the key of rows in Azure Tables, and can't have any of {OutsideKeys} in it.";
        if (Uri.CheckHostName(Address) == UriHostNameType.Unknown)
            yield return $"Reviews:Cluster:Address is '{Address}'; it must be an address or a host name.";
        if (Gateway is not null && !(IPEndPoint.TryParse(Gateway, out var gateway) && gateway.Port > 0))
            yield return $"Reviews:Cluster:Gateway is '{Gateway}'; it must be an address and a port, such as 127.0.0.1:30000.";
        if (Gateway is not null && Membership is (Postgres or Azure))
            yield return "Reviews:Cluster:Gateway names one silo and Reviews:Cluster:Membership finds all of them: set one of the two.";
    }

    /// <summary>The certificate's files themselves are checked when the process is built.</summary>
    private IEnumerable<string> TrustViolations()
    {
        if (HasCertificate == string.IsNullOrEmpty(Authority))
            yield return "Reviews:Cluster:Certificate and Reviews:Cluster:Authority go together.";
        if (!HasCertificate && !string.IsNullOrEmpty(CertificateKey + CertificatePassword))
            yield return "Reviews:Cluster:CertificateKey and Reviews:Cluster:CertificatePassword need Reviews:Cluster:Certificate.";
        if (IsSure) yield break;
        if (Membership is (Postgres or Azure) && !(IPAddress.TryParse(Address, out var own) && IPAddress.IsLoopback(own)))
            yield return NotSure($"Reviews:Cluster:Address is '{Address}', so this silo can be reached from outside this machine");
        if (IPEndPoint.TryParse(Gateway ?? "", out var gateway) && !IPAddress.IsLoopback(gateway.Address))
            yield return NotSure($"Reviews:Cluster:Gateway is '{Gateway}', outside this machine");
    }

    /// <summary>The longest id that fits in the membership tables.</summary>
    internal const int MaxIdLength = 150;

    /// <summary>Characters the service refuses in a row key.</summary>
    private const string OutsideKeys = @"/\#?";

    internal void Apply(ClusterOptions cluster) => (cluster.ClusterId, cluster.ServiceId) = (Id, Id);
}
