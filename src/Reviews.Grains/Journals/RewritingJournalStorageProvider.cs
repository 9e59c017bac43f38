using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;

namespace Reviews.Grains.Journals;

/// <summary>Decorates any store's journals so that a rewrite can be requested before a journal has grown.</summary>
internal sealed class RewritingJournalStorageProvider(IJournalStorageProvider inner, JournalRewriteRequests requests)
    : IJournalStorageProvider, IJournalStorageCatalog
{
    public IJournalStorage CreateStorage(JournalId journalId) => new Journal(journalId.Value, inner.CreateStorage(journalId), requests);

    public IAsyncEnumerable<JournalCatalogEntry> ListAsync(
        JournalCatalogListOptions? options = null, CancellationToken cancellationToken = default) =>
        ((IJournalStorageCatalog)inner).ListAsync(options, cancellationToken);

    /// <summary>Wraps the provider the store has registered; must be called after that registration.</summary>
    public static void Decorate(IServiceCollection services)
    {
        var store = services.LastOrDefault(service => service.ServiceType == typeof(IJournalStorageProvider) && !service.IsKeyedService);
        if (store is null) return;   // tools that read a store without any grain
        services.Remove(store);
        services.AddSingleton<IJournalStorageProvider>(provider =>
            new RewritingJournalStorageProvider((IJournalStorageProvider)Create(store, provider),
                provider.GetRequiredService<JournalRewriteRequests>()));
    }

    private static object Create(ServiceDescriptor descriptor, IServiceProvider provider) =>
        descriptor.ImplementationInstance
        ?? descriptor.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!);

    private sealed class Journal(string name, IJournalStorage inner, JournalRewriteRequests requests) : IJournalStorage
    {
        public bool IsCompactionRequested => inner.IsCompactionRequested || requests.IsWanted(name);

        public ValueTask ReadAsync(IJournalStorageConsumer consumer, CancellationToken cancellationToken) =>
            inner.ReadAsync(consumer, cancellationToken);

        public ValueTask AppendAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken) =>
            inner.AppendAsync(value, cancellationToken);

        public async ValueTask ReplaceAsync(ReadOnlySequence<byte> value, CancellationToken cancellationToken)
        {
            await inner.ReplaceAsync(value, cancellationToken);
            requests.Fulfil(name);
        }

        public ValueTask DeleteAsync(CancellationToken cancellationToken) => inner.DeleteAsync(cancellationToken);
    }
}
