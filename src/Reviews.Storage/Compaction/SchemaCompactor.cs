using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;

namespace Reviews.Storage.Compaction;

/// <summary>Compacts with Orleans' own state manager, alongside the live grain, on states created from the grain type's schema.</summary>
internal sealed class SchemaCompactor(
    IEnumerable<JournalSchema> schemas,
    CompactingJournalStorageProvider provider,
    [FromKeyedServices(CompactingJournalStorageProvider.Name)] IJournaledStateManagerFactory managers,
    IServiceScopeFactory scopes) : IJournalCompactor
{
    private readonly Dictionary<string, JournalSchema> _schemas = schemas.ToDictionary(
        each => each.GrainType, StringComparer.Ordinal);

    public bool Knows(string kind) => _schemas.ContainsKey(kind);

    public async Task CompactAsync(CompactingJournalStorage compaction, CancellationToken cancellationToken)
    {
        using var offer = provider.Offer(compaction);
        await using var scope = scopes.CreateAsyncScope();
        await using var manager = managers.CreateStandalone(new JournalId(compaction.Name.Value));
        foreach (var (name, state) in _schemas[compaction.Name.Kind].CreateStates(scope.ServiceProvider))
            manager.RegisterStateMachine(name, state);
        await manager.InitializeAsync(cancellationToken);
        await manager.WriteStateAsync(cancellationToken);
    }
}
