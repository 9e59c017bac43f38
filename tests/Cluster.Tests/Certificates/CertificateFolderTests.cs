using Reviews.DevCluster.Certificates;
using Reviews.Hosting.Certificates;
using Reviews.Hosting.Settings;

namespace Cluster.Tests.Certificates;

/// <summary>
/// The certificates that <c>./reviews cluster</c> and <c>./reviews certificates</c> make: good for silos and APIs, nobody else's to read,
/// and renewed in time.
/// </summary>
public sealed class CertificateFolderTests : IDisposable
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow();

    private readonly DataFolder _data = new();
    private readonly CertificateFolder _folder;

    public CertificateFolderTests() => _folder = new CertificateFolder(Path.Combine(_data.Path, "tls"));

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Renew_AnEmptyFolder_MakesWhatSilosAndApisTakeAndNobodyElseReads()
    {
        var written = _folder.Renew(Start);

        Assert.Equal(["authority.key", "authority.pem", "silo.pem", "api.pem"], written.Select(Path.GetFileName));
        Read(NodeKind.Silo, CertificateUsages.Silo, Start);
        Read(NodeKind.Api, CertificateUsages.Client, Start);
        Assert.Throws<ConfigurationRefusedException>(() => Read(NodeKind.Api, CertificateUsages.Silo, Start));
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in written) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(_data.Path, "tls")));
    }

    [Fact]
    public void Renew_WhileAllIsGood_ChangesNothing()
    {
        _folder.Renew(Start);

        Assert.Empty(_folder.Renew(Start.AddDays(200)));
    }

    [Fact]
    public void Renew_BeforeCertificatesRunOut_MakesThemAnewOfTheSameAuthority()
    {
        _folder.Renew(Start);
        var later = Start.AddDays(300);

        Assert.Equal(["silo.pem", "api.pem"], _folder.Renew(later).Select(Path.GetFileName));
        Assert.True(Read(NodeKind.Silo, CertificateUsages.Silo, later).RunsOut > later.AddDays(360));
    }

    [Fact]
    public void Renew_BeforeTheAuthorityRunsOut_ChangesItWithoutShuttingAnybodyOut()
    {
        _folder.Renew(Start);
        var old = File.ReadAllText(_folder.FileOf(NodeKind.Silo));
        var later = Start.AddDays(3000);
        _folder.Renew(later.AddDays(-200));
        var before = File.ReadAllText(_folder.FileOf(NodeKind.Silo));

        Assert.Equal(["authority.key", "authority.pem", "silo.pem", "api.pem"], _folder.Renew(later).Select(Path.GetFileName));

        Assert.NotEqual(old, before);
        Read(NodeKind.Silo, CertificateUsages.Silo, later);
        File.WriteAllText(_folder.FileOf(NodeKind.Silo), before);   // a silo that was not renewed yet
        Read(NodeKind.Silo, CertificateUsages.Silo, later);
    }

    [Fact]
    public void Renew_AFileThatIsHalfWritten_MakesItAnew()
    {
        _folder.Renew(Start);
        File.WriteAllText(_folder.FileOf(NodeKind.Api), "-----BEGIN CERTIFICATE-----\nMIIB");

        Assert.Equal(["api.pem"], _folder.Renew(Start).Select(Path.GetFileName));
    }

    [Fact]
    public void Renew_WithoutTheAuthoritysKey_IsRefusedAndChangesNothing()
    {
        _folder.Renew(Start);
        var authority = File.ReadAllText(_folder.AuthorityFile);
        File.Delete(Path.ChangeExtension(_folder.AuthorityFile, ".key"));

        Assert.Contains(
            "bring the key back", Assert.Throws<CertificateException>(() => _folder.Renew(Start)).Message, StringComparison.Ordinal);
        Assert.Equal(authority, File.ReadAllText(_folder.AuthorityFile));
    }

    [Theory]
    [InlineData(100, 90, false)]
    [InlineData(365, 15, false)]
    [InlineData(365, 13, true)]
    [InlineData(6, 3, false)]
    [InlineData(6, 1, true)]
    public void Certificate_WithSoMuchLeft_IsOrIsNotSoonToRunOut(int days, int left, bool expected) =>
        Assert.Equal(expected, CertificateWatch.IsSoon(Start, Start.AddDays(days), Start.AddDays(days - left)));

    private NodeCertificate Read(NodeKind kind, CertificateUsages usages, DateTimeOffset now)
    {
        var settings = new ClusterSettings { Certificate = _folder.FileOf(kind), Authority = _folder.AuthorityFile };
        return NodeCertificate.Read(CertificateFiles.Read(settings), settings, usages, now);
    }
}
