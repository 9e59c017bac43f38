using System.Security.Cryptography;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Certificates;

/// <summary>The contents, at one moment, of the files that identify a process.</summary>
/// <param name="Certificate">The certificate, its intermediates, and usually its private key.</param>
/// <param name="Key">The private key; null if it is with the certificate.</param>
/// <param name="Authority">The authority that signs the cluster's certificates.</param>
internal sealed record CertificateFiles(byte[] Certificate, byte[]? Key, byte[] Authority)
{
    /// <summary>Differs for different contents.</summary>
    public string Fingerprint { get; } = string.Join(
        ' ', new[] { Certificate, Key ?? [], Authority }.Select(bytes => Convert.ToHexString(SHA256.HashData(bytes))));

    /// <exception cref="ConfigurationRefusedException">A file can't be read; all such files are named.</exception>
    public static CertificateFiles Read(ClusterSettings settings)
    {
        var violations = new List<string>();
        var files = new CertificateFiles(
            Read("Reviews:Cluster:Certificate", settings.Certificate!, violations),
            settings.CertificateKey is { Length: > 0 } key ? Read("Reviews:Cluster:CertificateKey", key, violations) : null,
            Read("Reviews:Cluster:Authority", settings.Authority!, violations));
        return violations.Count == 0 ? files : throw new ConfigurationRefusedException(violations);
    }

    private static byte[] Read(string setting, string path, List<string> violations)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length == 0) violations.Add($"{setting} names '{path}', which is empty.");
            return bytes;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            violations.Add($"{setting} names '{path}', which can't be read: {Reason(unreadable)}.");
            return [];
        }
    }

    private static string Reason(Exception unreadable) => unreadable switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "this process's user may not, or it is no file",
        _ => unreadable.Message.TrimEnd('.'),
    };
}
