using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Certificates;

/// <summary>
/// The certificate this process uses now, and how it validates others'. The files are re-read for every connection, of which there are few:
/// a renewed certificate is used from the next connection on.
/// </summary>
/// <param name="settings">Which files.</param>
/// <param name="usages">What this process's certificate is used for.</param>
/// <param name="first">What was read from them when the process started.</param>
/// <param name="time">The time.</param>
/// <param name="logger">Where changes and refusals are logged.</param>
internal sealed partial class ClusterCertificates(
    ClusterSettings settings, CertificateUsages usages, NodeCertificate first, TimeProvider time, ILogger<ClusterCertificates> logger)
{
    /// <summary>
    /// Anyone who can reach the port may try as often as they like; each refusal is logged at most once in this time: 10 s.
    /// </summary>
    private static readonly TimeSpan RefusalsToldEvery = TimeSpan.FromSeconds(10);

    /// <summary>And at most this many different refusals: 16.</summary>
    private const int MaxRefusalsTold = 16;

    /// <summary>How much of a stranger's own text is logged: 200 characters.</summary>
    private const int MaxToldSubject = 200;

    private readonly Lock _reading = new();
    private readonly Lock _refusing = new();
    private readonly Dictionary<string, long> _refusalsToldAt = new(StringComparer.Ordinal);
    private int _refusalsUntold;
    private NodeCertificate _current = first;
    private string? _seen;

    /// <summary>
    /// The certificate from the files, or the previous one while they can't be used: a failed renewal must not break what works.
    /// </summary>
    public NodeCertificate Latest()
    {
        lock (_reading)
        {
            try
            {
                Take(CertificateFiles.Read(settings));
            }
            catch (ConfigurationRefusedException refused)
            {
                if (_seen != refused.Message) LogNotTaken(refused.Message);
                _seen = refused.Message;   // the next connection tries again: the file may be half written, or not valid yet
            }

            return _current;
        }
    }

    /// <summary>What an accepted connection presents and requires.</summary>
    public void Prepare(SslServerAuthenticationOptions tls, CertificateUsages ofPeers)
    {
        var current = Latest();
        tls.ServerCertificate = null;
        tls.ServerCertificateSelectionCallback = null;
        tls.ServerCertificateContext = current.Context;
        tls.ClientCertificateRequired = true;
        tls.CertificateChainPolicy = current.PolicyFor(ofPeers, time.GetUtcNow());
        tls.AllowTlsResume = false;   // every connection must prove that it has the key
    }

    /// <summary>What an outgoing connection presents and requires.</summary>
    public void Prepare(SslClientAuthenticationOptions tls)
    {
        var current = Latest();
        tls.ClientCertificates = null;
        tls.ClientCertificateContext = current.Context;
        tls.CertificateChainPolicy = current.PolicyFor(CertificateUsages.Server, time.GetUtcNow());
        tls.AllowTlsResume = false;
    }

    /// <summary>Whether a peer is let in. Its name is not checked: silos come and go at addresses that nobody knows in advance.</summary>
    public bool LetsIn(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, CertificateUsages ofPeers)
    {
        string[] faults = chain is null
            ? ["came without a chain"]
            : [.. CertificateRules.Faults(certificate, chain, ofPeers, time.GetUtcNow())];
        errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        if (faults.Length == 0 && errors == SslPolicyErrors.None) return true;

        TellRefusal(Told(certificate.Subject), faults.Length == 0 ? $"was refused ({errors})" : string.Join(", ", faults));
        return false;
    }

    private void TellRefusal(string subject, string reason)
    {
        int untold;
        lock (_refusing)
        {
            foreach (var (refusal, at) in _refusalsToldAt)
            {
                if (time.GetElapsedTime(at) >= RefusalsToldEvery) _refusalsToldAt.Remove(refusal);
            }

            if (_refusalsToldAt.Count == MaxRefusalsTold || !_refusalsToldAt.TryAdd($"{subject} {reason}", time.GetTimestamp()))
            {
                _refusalsUntold++;
                return;
            }

            (untold, _refusalsUntold) = (_refusalsUntold, 0);
        }

        LogPeerRefused(subject, reason, untold);
    }

    private static string Told(string subject) =>
        string.Concat((subject.Length > MaxToldSubject ? subject[..MaxToldSubject] + "…" : subject)
            .Select(letter => char.IsControl(letter) ? ' ' : letter));

    private void Take(CertificateFiles files)
    {
        if (files.Fingerprint == _seen) return;
        var next = NodeCertificate.Read(files, settings, usages, time.GetUtcNow());
        if (next.Certificate.Thumbprint != _current.Certificate.Thumbprint)
            LogRenewed(next.Certificate.Subject, CertificateRules.Text(next.Certificate.NotAfter));
        (_current, _seen) = (next, files.Fingerprint);   // the old one may still be in use, so it is left to the garbage collector
    }
}
