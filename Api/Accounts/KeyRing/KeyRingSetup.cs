using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Reviews.Api.Accounts.KeyRing;

/// <summary>Data Protection over the key ring grain: tokens and cookies stay good over restarts and on every node.</summary>
internal static class KeyRingSetup
{
    /// <summary>Add it after the cluster and before whatever else protects data: the framework makes or picks a key as soon as it starts.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddSingleton<GrainXmlRepository>();
        services.AddHostedService<KeyRingLoader>();
        services.AddDataProtection().SetApplicationName("OrleansReviews");
        services.AddOptions<KeyManagementOptions>().Configure<GrainXmlRepository>((keys, repository) => keys.XmlRepository = repository);
        return services;
    }
}
