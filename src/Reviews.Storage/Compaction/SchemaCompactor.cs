using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;

namespace Reviews.Storage.Compaction;

/// <summary>Folds with Orleans' own state manager, beside the living grain, on states made by the grain type's blueprint.</summary>
internal sealed class SchemaCompactor(
    IEnumerable<JournalSchema> blueprints,
    CompactingJournalStorageProvider provider,
    [FromKeyedServices(CompactingJournalStorageProvider.Name)] IJournaledStateManagerFactory managers,
    IServiceScopeFactory scopes) : IJournalCompactor
{
    private readonly Dictionary<string, JournalSchema> _blueprints = blueprints.ToDictionary(
        each => each.GrainType, StringComparer.Ordinal);

    public bool Knows(string kind) => _blueprints.ContainsKey(kind);

    public async Task FoldAsync(CompactingJournalStorage fold, CancellationToken cancellationToken)
    {
        using var offer = provider.Offer(fold);
        await using var scope = scopes.CreateAsyncScope();
        await using var manager = managers.CreateStandalone(new JournalId(fold.Name.Value));
        foreach (var (name, state) in _blueprints[fold.Name.Kind].CreateStates(scope.ServiceProvider))
            manager.RegisterStateMachine(name, state);
        await manager.InitializeAsync(cancellationToken);
        await manager.WriteStateAsync(cancellationToken);
    }
}
