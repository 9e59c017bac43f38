using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Certificates;

/// <summary>
/// Mutual TLS between the processes of a cluster. A silo's port accepts only silos, a gateway accepts API nodes as well, and clients
/// require a silo at the other end: the certificates' usages tell them apart.
/// </summary>
internal static class ClusterTls
{
    /// <summary>Encrypts and authenticates the silo's connections, where there is a certificate.</summary>
    /// <exception cref="ConfigurationRefusedException">The certificate can't be used; everything that is wrong is named.</exception>
    public static ISiloBuilder UseClusterTls(this ISiloBuilder silo, ClusterSettings settings)
    {
        if (!settings.HasCertificate) return silo;
        silo.Services.AddClusterCertificates(settings, CertificateUsages.Silo);
        return silo.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(connection => connection.UseServerTls(Accepted(connection, CertificateUsages.Silo)));
            connections.ConfigureGatewayInboundConnection(
                connection => connection.UseServerTls(Accepted(connection, CertificateUsages.Client)));
            connections.ConfigureSiloOutboundConnection(connection => connection.UseClientTls(Made(connection)));
        });
    }

    /// <summary>Encrypts and authenticates the client's connections, where there is a certificate.</summary>
    /// <exception cref="ConfigurationRefusedException">The certificate can't be used; everything that is wrong is named.</exception>
    public static IClientBuilder UseClusterTls(this IClientBuilder client, ClusterSettings settings)
    {
        if (!settings.HasCertificate) return client;
        client.Services.AddClusterCertificates(settings, CertificateUsages.Client);
        return client.Configure<ClientConnectionOptions>(
            connections => connections.ConfigureConnection(connection => connection.UseClientTls(Made(connection))));
    }

    /// <summary>Reads the certificate immediately, so that a process that can't use it does not start.</summary>
    private static void AddClusterCertificates(this IServiceCollection services, ClusterSettings settings, CertificateUsages usages)
    {
        var first = NodeCertificate.Read(CertificateFiles.Read(settings), settings, usages, TimeProvider.System.GetUtcNow());
        services.AddSingleton(provider => new ClusterCertificates(
            settings, usages, first, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ClusterCertificates>>()));
        services.AddHostedService<CertificateWatch>();
    }

    private static TlsOptions Accepted(IConnectionBuilder connection, CertificateUsages ofPeers)
    {
        var certificates = connection.ApplicationServices.GetRequiredService<ClusterCertificates>();
        return new TlsOptions
        {
            LocalCertificate = certificates.Latest().Certificate,   // required by Orleans; Prepare sets each connection's
            RemoteCertificateValidation = (certificate, chain, errors) => certificates.LetsIn(certificate, chain, errors, ofPeers),
            OnAuthenticateAsServer = (_, tls) =>
                certificates.Prepare((SslServerAuthenticationOptions)tls.SslServerAuthenticationOptions, ofPeers),
        };
    }

    private static TlsOptions Made(IConnectionBuilder connection)
    {
        var certificates = connection.ApplicationServices.GetRequiredService<ClusterCertificates>();
        return new TlsOptions
        {
            LocalCertificate = certificates.Latest().Certificate,
            RemoteCertificateValidation = (certificate, chain, errors) =>
                certificates.LetsIn(certificate, chain, errors, CertificateUsages.Server),
            OnAuthenticateAsClient = (_, tls) => certificates.Prepare((SslClientAuthenticationOptions)tls.SslClientAuthenticationOptions),
        };
    }
}
