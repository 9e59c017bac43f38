using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>
/// Gives all sites of the process the same files of Orleans' dashboard: it compresses them whenever a site starts, for about as long as the
/// rest of that takes.
/// </summary>
internal sealed class OneDashboard(IHostEnvironment environment) : IServiceProviderFactory<IServiceCollection>
{
    private static readonly ConcurrentDictionary<Type, object> Files = new();

    private readonly DefaultServiceProviderFactory _usual = new(
        new ServiceProviderOptions { ValidateScopes = environment.IsDevelopment(), ValidateOnBuild = environment.IsDevelopment() });

    /// <summary>Comes after all else that the program adds, so that this one stands.</summary>
    public IServiceCollection CreateBuilder(IServiceCollection services)
    {
        var files = services.Single(service => service.ServiceType.Name == "EmbeddedAssetProvider").ServiceType;
        return services.Replace(ServiceDescriptor.Singleton(files, Files.GetOrAdd(files, type => Activator.CreateInstance(type)!)));
    }

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => _usual.CreateServiceProvider(containerBuilder);
}
