using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Reviews.Hosting.Settings;

namespace Reviews.Application.KeyRing;

/// <summary>Data Protection over the key ring grain: tokens and cookies stay valid across restarts and on every node.</summary>
internal static class KeyRingServices
{
    /// <summary>
    /// Add it after the cluster and before whatever else protects data: the framework makes or picks a key as soon as it starts.
    /// </summary>
    /// <remarks>The keys are in the store, encrypted with a certificate that is not: a copy of the store alone forges nothing.</remarks>
    /// <exception cref="ConfigurationRefusedException">The certificate can't be used.</exception>
    public static IServiceCollection AddKeyRing(this IServiceCollection services, KeyOptions keys, SiloSettings silo)
    {
        var certificate = KeyCertificate.Of(keys, silo);
        services.AddSingleton<GrainXmlRepository>();
        services.AddHostedService<KeyRingLoader>();
        services.AddDataProtection().SetApplicationName("OrleansReviews").ProtectKeysWithCertificate(certificate);
        services.AddOptions<KeyManagementOptions>().Configure<GrainXmlRepository>((ring, repository) => ring.XmlRepository = repository);
        return services;
    }
}
