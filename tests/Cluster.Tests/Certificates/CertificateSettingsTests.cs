using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Reviews.DevCluster.Certificates;
using Reviews.Hosting;
using Reviews.Hosting.Settings;

namespace Cluster.Tests.Certificates;

/// <summary>What a process is told of certificates, looked into before it starts: whatever is wrong is one sentence.</summary>
public sealed class CertificateSettingsTests : IDisposable
{
    private const string Password = "correct horse";

    private readonly Credentials _credentials = new();

    public void Dispose() => _credentials.Dispose();

    [Fact]
    public void Certificate_InEveryShape_IsTaken()
    {
        using var silo = _credentials.Make(NodeKind.Silo, TimeSpan.FromDays(-1), TimeSpan.FromDays(30));
        var authority = _credentials.AuthorityFile;
        var certificate = _credentials.Write("silo.crt", silo.ExportCertificatePem());

        Build(_credentials.With(silo));
        Build(
            new() { Certificate = certificate, CertificateKey = _credentials.Write(
                "silo.key", Credentials.KeyPem(silo)), Authority = authority });
        Build(new()
        {
            Certificate = certificate, CertificateKey = _credentials.Write("locked.key", Credentials.EncryptedKeyPem(silo, Password)),
            CertificatePassword = Password, Authority = authority,
        });
        Build(
            new() { Certificate = _credentials.Write("silo.pfx", silo.Export(X509ContentType.Pkcs12, Password)),
                CertificatePassword = Password, Authority = authority });
        Build(new() { Certificate = _credentials.Write("open.pfx", silo.Export(X509ContentType.Pkcs12)), Authority = authority });
        Build(_credentials.Of(NodeKind.Api), isSilo: false);
    }

    [Fact]
    public void Certificate_OfAnIntermediateAuthority_IsTakenWithThatOneInItsFile()
    {
        using var root = Intermediate.Root();
        using var between = Intermediate.Of(root);
        using var silo = CertificateMaker.Node(between, NodeKind.Silo, Credentials.Now.AddDays(-1), Credentials.Now.AddDays(30));
        var authority = _credentials.Write("root.pem", root.ExportCertificatePem());

        Build(
            new() { Certificate = _credentials.Write(
                "whole.pem", Credentials.Pem(silo) + "\n" + between.ExportCertificatePem()), Authority = authority });
        Refuses("is not signed by an authority of the cluster",
            new() { Certificate = _credentials.Write("alone.pem", Credentials.Pem(silo)), Authority = authority });
    }

    [Fact]
    public void Certificate_OfWhichOneThingIsWrong_IsRefusedInOneSentence()
    {
        using var silo = _credentials.Make(NodeKind.Silo, TimeSpan.FromDays(-1), TimeSpan.FromDays(30));
        using var other = _credentials.Make(NodeKind.Silo, TimeSpan.FromDays(-1), TimeSpan.FromDays(30));
        var (good, authority) = (_credentials.With(silo).Certificate, _credentials.AuthorityFile);
        var empty = _credentials.Write("empty.pem", "");

        Refuses("Reviews:Cluster:Certificate names '/nowhere/silo.pem', which can't be read: there is no such file",
            new() { Certificate = "/nowhere/silo.pem", Authority = authority });
        Refuses("Reviews:Cluster:Authority names '/nowhere/ca.pem'", new() { Certificate = good, Authority = "/nowhere/ca.pem" });
        Refuses("Reviews:Cluster:CertificateKey names",
            new() { Certificate = good, CertificateKey = "/nowhere/silo.key", Authority = authority });
        Refuses(
            "has no private key",
            new() { Certificate = _credentials.Write("bare.pem", silo.ExportCertificatePem()), Authority = authority });
        Refuses(
            "is the key another's", new() { Certificate = good, CertificateKey = _credentials.Write(
                "other.key", Credentials.KeyPem(other)), Authority = authority });
        Refuses(
            "CertificatePassword wrong", new() { Certificate = _credentials.Write("a.pfx", silo.Export(X509ContentType.Pkcs12, Password)),
                CertificatePassword = "guess", Authority = authority });
        Refuses("has no certificate in it",
            new() { Certificate = _credentials.Write("key.pem", Credentials.KeyPem(silo)), Authority = authority });
        Refuses("can't be read as PEM or PFX", new() { Certificate = _credentials.Write("noise.pem", "noise"), Authority = authority });
        Refuses("has no authority's certificate in it", new() { Certificate = good, Authority = good });
        Refuses($"Reviews:Cluster:Authority names '{empty}', which is empty", new() { Certificate = good, Authority = empty });
        Refuses($"Reviews:Cluster:Certificate names '{empty}', which is empty", new() { Certificate = empty, Authority = authority });
        Refuses("Reviews:Cluster:CertificateKey names", new() { Certificate = good, CertificateKey = empty, Authority = authority });
        Refuses("Reviews:Cluster:CertificatePassword is set",
            new() { Certificate = good, CertificatePassword = "guess", Authority = authority });
        Refuses(
            "CertificatePassword wrong", new() { Certificate = _credentials.Write("open.pfx", silo.Export(X509ContentType.Pkcs12)),
                CertificatePassword = "guess", Authority = authority });
        Refuses("expired on ", _credentials.Of(NodeKind.Silo, TimeSpan.FromDays(-2), TimeSpan.FromDays(-1)));
        Refuses("is not valid before ", _credentials.Of(NodeKind.Silo, TimeSpan.FromDays(1), TimeSpan.FromDays(2)));
        Refuses("is not for server and client authentication", _credentials.Of(NodeKind.Api));
        Refuses("is not for client authentication", _credentials.Of(new("server", "1.3.6.1.5.5.7.3.1")), isSilo: false);
        Refuses("is not for server and client authentication", _credentials.Of(new("anything")));
        Refuses("is not signed by an authority of the cluster", _credentials.With(Credentials.OfAnother(NodeKind.Silo)));
    }

    [Fact]
    public void Certificate_OfWhichMuchIsWrong_IsRefusedWithAllOfIt()
    {
        using var other = CertificateMaker.Authority(Credentials.Now);
        using var old = CertificateMaker.Node(other, NodeKind.Api, Credentials.Now.AddMinutes(-2), Credentials.Now.AddMinutes(-1));

        var refused = Assert.Throws<ConfigurationRefusedException>(() => Build(_credentials.With(old)));

        Assert.Equal(3, refused.Violations.Count);
    }

    [Theory]
    [InlineData("Certificate", "go together")]
    [InlineData("Authority", "go together")]
    [InlineData("CertificateKey", "need Reviews:Cluster:Certificate")]
    [InlineData("CertificatePassword", "need Reviews:Cluster:Certificate")]
    public void Setting_WithoutItsCompanion_IsRefused(string name, string expected)
    {
        var settings = new SiloSettings();
        typeof(ClusterSettings).GetProperty(name)!.SetValue(settings.Cluster, "given");

        Assert.Contains(expected, Assert.Single(settings.Violations()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("silo-1")]
    [InlineData("::")]
    public void Address_BeyondThisMachine_NeedsACertificateOrATrustedNetwork(string address)
    {
        Assert.Contains(
            "Reviews:Cluster:TrustedNetwork=true", Assert.Single(Clustered(address, new()).Violations()), StringComparison.Ordinal);
        Assert.Empty(Clustered(address, new() { TrustedNetwork = true }).Violations());
        Assert.Empty(Clustered(address, new() { Certificate = "silo.pem", Authority = "authority.pem" }).Violations());
        Assert.Empty(Clustered("127.0.0.2", new()).Violations());
    }

    [Fact]
    public void Gateway_BeyondThisMachine_NeedsACertificateOrATrustedNetwork()
    {
        var settings = new SiloSettings { Cluster = new() { Gateway = "10.0.0.7:30000" } };
        Assert.Contains("Reviews:Cluster:Gateway is '10.0.0.7:30000', outside this machine", Assert.Single(settings.Violations()),
            StringComparison.Ordinal);

        settings.Cluster.TrustedNetwork = true;
        Assert.Empty(settings.Violations());
    }

    private static SiloSettings Clustered(string address, ClusterSettings cluster)
    {
        (cluster.Membership, cluster.Address) = (ClusterSettings.Postgres, address);
        return new() { Store = "postgres", Postgres = new() { ConnectionString = "Host=db" }, Cluster = cluster };
    }

    private static void Refuses(string because, ClusterSettings cluster, bool isSilo = true)
    {
        var refused = Assert.Throws<ConfigurationRefusedException>(() => Build(cluster, isSilo));
        Assert.Contains(because, Assert.Single(refused.Violations), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    /// <summary>Puts a process together as the programs do, and does not start it.</summary>
    private static void Build(ClusterSettings cluster, bool isSilo = true)
    {
        var builder = Host.CreateApplicationBuilder();
        var settings = new SiloSettings { Cluster = cluster };
        if (isSilo) builder.AddReviewsSilo(settings);
        else builder.AddReviewsClient(new() { Cluster = WithGateway(cluster) });
    }

    private static ClusterSettings WithGateway(ClusterSettings cluster)
    {
        cluster.Gateway = "127.0.0.1:30000";
        return cluster;
    }
}
