using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reviews.DevCluster.Certificates;

/// <summary>
/// The folder of a cluster's certificates: <c>authority.pem</c> with <c>authority.key</c>, and <c>silo.pem</c> and <c>api.pem</c> with
/// their keys in them. Nobody but its user reads it.
/// </summary>
internal sealed class CertificateFolder(string folder)
{
    /// <summary>An authority must outlive what it signs; one with less time left than this is replaced: 2 years.</summary>
    private static readonly TimeSpan AuthorityReserve = 2 * CertificateMaker.NodeLife;

    /// <summary>A certificate with less time left than this is renewed: a third of its lifetime.</summary>
    private static readonly TimeSpan NodeReserve = CertificateMaker.NodeLife / 3;

    private const UnixFileMode OwnerReads = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string AuthorityFile { get; } = Path.Combine(folder, "authority.pem");

    private string KeyFile { get; } = Path.Combine(folder, "authority.key");

    public string FileOf(NodeKind kind) => Path.Combine(folder, kind.Name + ".pem");

    /// <summary>Creates what is missing or about to expire, and leaves the rest alone.</summary>
    /// <returns>The files that were written.</returns>
    /// <exception cref="CertificateException">The existing files can't be used; the message says why.</exception>
    public IReadOnlyList<string> Renew(DateTimeOffset now)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerReads | UnixFileMode.UserExecute);

        var written = new List<string>();
        using var authority = AuthorityAt(now, written);
        foreach (var kind in NodeKind.All.Where(kind => !IsGood(FileOf(kind), authority, now)))
        {
            using var node = CertificateMaker.Node(authority, kind, now);
            Write(FileOf(kind), node.ExportCertificatePem() + "\n" + KeyOf(node), written);
        }

        return written;
    }

    /// <summary>
    /// The newest authority, or a new one. Earlier ones stay trusted until they expire: nodes are renewed one after the other.
    /// </summary>
    private X509Certificate2 AuthorityAt(DateTimeOffset now, List<string> written)
    {
        var known = Known();
        if (known.Count > 0 && known[0].NotAfter - now.LocalDateTime > AuthorityReserve) return WithKey(known[0]);

        var next = CertificateMaker.Authority(now);
        Write(KeyFile, KeyOf(next), written);
        var lasting = known.Where(authority => authority.NotAfter > now.LocalDateTime);
        Write(
            AuthorityFile, string.Join('\n', lasting.Prepend(next).Select(authority => authority.ExportCertificatePem())) + "\n", written);
        return next;
    }

    private X509Certificate2Collection Known()
    {
        var known = new X509Certificate2Collection();
        if (!File.Exists(AuthorityFile)) return known;
        try
        {
            known.ImportFromPemFile(AuthorityFile);
            return known;
        }
        catch (CryptographicException unreadable)
        {
            throw new CertificateException($"{AuthorityFile} can't be read: {unreadable.Message}");
        }
    }

    private X509Certificate2 WithKey(X509Certificate2 authority)
    {
        try
        {
            return X509Certificate2.CreateFromPem(authority.ExportCertificatePem(), File.ReadAllText(KeyFile));
        }
        catch (Exception noKey) when (noKey is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CertificateException(
                $"{AuthorityFile} exists, but {KeyFile} is not its key ({noKey.Message.TrimEnd('.')}): bring the key back, or start with "
                    + "an empty folder.");
        }
    }

    private static bool IsGood(string file, X509Certificate2 authority, DateTimeOffset now)
    {
        if (!File.Exists(file)) return false;
        try
        {
            using var node = X509Certificate2.CreateFromPemFile(file);
            using var chain =
                new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck } };
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            (chain.ChainPolicy.VerificationTimeIgnored, chain.ChainPolicy.VerificationTime) = (false, (now + NodeReserve).LocalDateTime);
            return chain.Build(node);
        }
        catch (CryptographicException)
        {
            return false;   // half a file, from a full disk: recreate it
        }
    }

    private static string KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>Anyone reading the file finds either the old one or the new one.</summary>
    private static void Write(string path, string text, List<string> written)
    {
        var making = path + ".new";
        File.Delete(making);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerReads;
        using (var file = new StreamWriter(making, options)) file.Write(text);
        File.Move(making, path, overwrite: true);
        written.Add(path);
    }
}

/// <summary>A folder's certificates can't be used; the message says why.</summary>
internal sealed class CertificateException(string message) : Exception(message);
