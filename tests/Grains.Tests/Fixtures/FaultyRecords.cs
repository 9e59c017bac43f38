using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reviews.Storage.Records;

namespace Grains.Tests.Fixtures;

/// <summary>The real state records behind the faults that a test asks for. A record is named by its state and its grain:
/// <c>name/</c> are all names.</summary>
internal sealed class FaultyRecords(IRecordStore inner, JournalFaults faults) : IRecordStore
{
    /// <summary>Stands before the records of the silo's store.</summary>
    public static void Decorate(IServiceCollection services, JournalFaults faults)
    {
        var store = services.Single(service => service.ServiceType == typeof(IRecordStore)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<IRecordStore>(
            provider => new FaultyRecords((IRecordStore)ActivatorUtilities.CreateInstance(provider, store), faults)));
    }

    public Task<StoredRecord?> ReadAsync(GrainId grain, string state) => inner.ReadAsync(grain, state);

    public async Task<string?> WriteAsync(GrainId grain, string state, string? expected, byte[]? data)
    {
        string? written = null;
        await faults.AroundAsync($"{state}/{grain.Key}", async () => written = await inner.WriteAsync(grain, state, expected, data));
        return written;
    }

    public IAsyncEnumerable<(GrainId Grain, string State)> ListAsync(CancellationToken cancellationToken) =>
        inner.ListAsync(cancellationToken);
}
